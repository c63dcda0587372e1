/** The page that asks for the code of a room. */

import { addressOf } from "../../drawing/browser/address.js";
import { element } from "../../drawing/browser/element.js";
import { given, place } from "./given.js";

const form = element("form", { class: "card" });
const code = element("input", {
  "aria-label": "Code of the room", autocomplete: "off", autocapitalize: "characters",
  spellcheck: "false", maxlength: 12, placeholder: "BCDF GHJK", required: "",
});
form.append(
  element("h1", {}, "The code on the wall"), code,
  element("button", { class: "main" }, "Come in"), element("p", { class: "problem" }, given().problem),
);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const letters = code.value.replace(/[^a-z]/gi, "").toUpperCase();
  if (letters) window.location.href = addressOf(`/h/${letters}`).href;
});
place().append(form);
code.focus();
