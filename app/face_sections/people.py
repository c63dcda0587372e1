"""Who is whose support vector, the hardest pairs of pictures, and label suspects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app.face_runs.pairs import Pair, hardest
from app.face_runs.rivalry import between, held_share
from app.face_runs.run import FaceRun
from app.face_runs.suspects import Suspect, confirmed, counted_from, suspects
from app.face_sections.seen import (
    PROBE,
    Seen,
    nothing_remembered,
    picture,
    show_chart,
    truth,
    typical,
)
from app.figures.faces.gallery import MARKED, Card, gallery
from app.figures.faces.rivals import between_identities, identities
from app.inspector.plain import plain
from face_training.probe.record import Samples

PAIRS, SUSPECTS, RIVALS = 8, 24, 12  # shown at most


def support_vectors(seen: Seen) -> None:
    probed = seen.probed
    if not probed:
        nothing_remembered()
        return
    st.markdown("## Who is whose support vector?")
    for column, (at, (run, samples, moment)) in zip(
        st.columns(len(probed)), enumerate(probed), strict=True
    ):
        with column:
            if len(probed) > 1:
                st.markdown(f"**{plain(run.name)}**")
            people = [run.identity(int(label)) for label in samples.identities_I]
            held_IK = held_share(samples, run.moments)
            most = people[int(held_IK.mean(1).argmax())]
            show_chart(
                identities(held_IK, people, run.steps_K, seen.step, seen.theme),
                f"face-held-{at}",
                f"{run.name}: the share of each identity's samples with a support vector; most for "
                f"{most}.",
                "The share of each identity's samples that have any support vector among all "
                f"{samples.classes:,} classes, those with most at the top.",
            )
            owners, beaten_by, shares = between(samples, moment, RIVALS)
            if not owners:
                st.info(f"At step {moment.step:,} no sample of the probe has a support vector.")
                continue
            show_chart(
                between_identities(
                    shares,
                    [run.identity(label) for label in owners],
                    [run.identity(label) for label in beaten_by],
                    seen.theme,
                ),
                f"face-between-{at}",
                f"{run.name}: support vectors between {len(owners)} identities and "
                f"{len(beaten_by)} classes.",
                f"At step {moment.step:,}: rows are identities of the probe, columns the classes "
                "that beat most of their samples, after the margin if the loss has one.",
            )


def hard_pairs(seen: Seen) -> None:
    probed = seen.probed
    if not probed:
        nothing_remembered()
        return
    for run, samples, moment in probed:
        if len(probed) > 1:
            st.markdown(f"## {plain(run.name)}")
        genuine, impostor = hardest(samples, moment, PAIRS)
        for pairs, title in (
            (genuine, "One label, yet farthest apart"),
            (impostor, "Two labels, yet closest together"),
        ):
            st.markdown(f"**{title}**, step {moment.step:,}")
            cards = [_pair(run, samples, pair) for pair in pairs]
            st.html(gallery(cards, f"{title}, of {run.name}"))
    st.caption(f"Framed: a label of the pair is wrong, as far as the data tell. {PROBE}")


def _pair(run: FaceRun, samples: Samples, pair: Pair) -> Card:
    rows = (pair.first, pair.second)
    return Card(
        pictures=[picture(run, row) for row in rows],
        below=[run.identity(int(samples.labels_N[row])) for row in rows],
        lines=[f"{pair.degrees:.1f}° apart"],
        frame=MARKED if any(truth(run, row) for row in rows) else "transparent",
    )


def label_suspects(seen: Seen) -> None:
    probed = seen.probed
    if not probed:
        nothing_remembered()
        return
    st.markdown("## Whose label may be wrong?")
    for run, samples, _ in probed:
        begin = counted_from(run.moments)
        if begin is None:
            st.markdown(
                f"**{plain(run.name)}**: more than half of the samples lose at every kept step, so "
                "it is too early to suspect any."
            )
            continue
        found = suspects(samples, run.moments, SUSPECTS)
        st.markdown(f"**{plain(run.name)}**: {_in_words(run, samples, found, begin)}")
        own = typical(run, samples)
        cards = [_suspect(run, samples, suspect, own) for suspect in found]
        if cards:
            st.html(gallery(cards, f"label-noise suspects of {run.name}"))
    st.caption(
        "From the step at which half of the samples are won, a suspect loses to some other class, "
        "by the plain cosine, for a quarter of the time or more. The first picture is the "
        "sample's; the others are typical of the person it is said to be and of the one it mostly "
        "loses to, where the probe has them. Framed: the label is wrong, as far as the data tell. "
        "A suspect may also be right, and merely hard; and a large network learns wrong labels by "
        "heart in the end, so that some are missed."
    )


def _in_words(run: FaceRun, samples: Samples, found: Sequence[Suspect], begin: int) -> str:
    """How many suspects there are, and how many of them truly have a wrong label."""
    sentence = (
        f"{len(found)} of {len(samples.labels_N):,} samples lose for long after step "
        f"{run.moments[begin].step:,}, {sum(suspect.to_the_end for suspect in found)} to the end."
    )
    known = confirmed(samples, found)
    if known is None:
        return sentence
    right, wrong = known
    return (
        f"{sentence} {right} of them truly have a wrong label; the probe has {wrong} wrong labels "
        "in all."
    )


def _suspect(run: FaceRun, samples: Samples, suspect: Suspect, own: Mapping[int, int]) -> Card:
    """The sample, and typical pictures of its label and of the class that beats it."""
    row = suspect.row
    rows, below = [row], [f"sample {int(samples.indices_N[row]):,}"]
    for label, what in ((int(samples.labels_N[row]), "label"), (suspect.likely, "loses to")):
        if label in own:
            rows.append(own[label])
            below.append(f"{what}: {run.identity(label)}")
    to_the_end = ", to the end" if suspect.to_the_end else ""
    wrong = truth(run, row)
    return Card(
        pictures=[picture(run, other) for other in rows],
        below=below,
        lines=[f"loses for {suspect.beaten:.0%} of the time{to_the_end}", *wrong],
        frame=MARKED if wrong else "transparent",
    )
