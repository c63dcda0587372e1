"""The script of a component fetches its class, and shows data with one object for each element."""

from __future__ import annotations

from typing import Any

from app.drawing.component import script

#: Run a component's script as Streamlit does, twice on one element and once on another.
RUN = """async (text) => {
    const file = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const drawing = file(`
        let made = 0;
        export class Drawing {
            constructor(root) { this.root = root; made += 1; this.number = made; }
            async show(data, tell) { tell("shown", [data.word, this.number, this.root.id]); }
        }`);
    const { default: component } = await import(file(text));
    const told = [];
    const place = (id) => {
        const parentElement = document.createElement("div");
        parentElement.innerHTML = `<div class="picture" id="${id}"></div>`;
        return parentElement;
    };
    const [one, other] = [place("one"), place("other")];
    for (const [parentElement, word] of [[one, "a"], [other, "b"], [one, "c"]]) {
        const data = { script: drawing, word };
        const setStateValue = (name, value) => told.push([name, ...value]);
        await component({ data, parentElement, setStateValue });
    }
    return told;
}"""


def test_an_element_keeps_its_object(blank: Any) -> None:
    assert blank.evaluate(RUN, script("Drawing", "picture")) == [
        ["shown", "a", 1, "one"],
        ["shown", "b", 2, "other"],
        ["shown", "c", 1, "one"],
    ]
