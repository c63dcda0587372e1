"""IJB in small: templates by loops, both protocols, and files that are not right."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from face_training.embeddings import Embeddings, network_of
from face_training.evaluation.ijb import Gallery, Ijb, ijb, nearest_rates, outcome
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.templates import pooled
from face_training.photos.alignment import TEMPLATE_52, align
from tests.face_training.evaluation import example
from tests.face_training.evaluation.test_bins import pictures
from tests.face_training.networks import Pictures, small_network

IMAGES = 36
TEMPLATES = np.arange(IMAGES) // 3 * 10 + 5  # 12 templates of three images
MEDIA = np.where(np.arange(IMAGES) % 3 == 2, 7, 3)  # two frames of a video and a picture
SUBJECTS = {template: (template // 20) for template in np.unique(TEMPLATES)}  # two templates each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draw = np.random.default_rng(0)
    meta, crops = tmp_path / "meta", tmp_path / "loose_crop"
    meta.mkdir()
    crops.mkdir()
    lines = []
    for index, picture in enumerate(pictures(IMAGES, size=150)):
        cv2.imwrite(str(crops / f"{index + 1}.png"), picture)
        numbers = [*(TEMPLATE_52 + 20).ravel(), draw.uniform(0.5, 1)]
        lines.append(f"{index + 1}.png " + " ".join(f"{one:.4f}" for one in numbers))
    (meta / "ijbx_name_5pts_score.txt").write_text("\n".join(lines))
    (meta / "ijbx_face_tid_mid.txt").write_text(
        "".join(f"{i + 1}.png {TEMPLATES[i]} {MEDIA[i]}\n" for i in range(IMAGES))
    )
    names = list(SUBJECTS)
    (meta / "ijbx_template_pair_label.txt").write_text(
        "".join(
            f"{a} {b} {int(SUBJECTS[a] == SUBJECTS[b])}\n" for a in names for b in names if a < b
        )
    )
    head = "TEMPLATE_ID,SUBJECT_ID,FILENAME\n"
    for gallery, own in (("S1", names[0:6:2]), ("S2", names[6::2])):
        rows = "".join(f"{one},{SUBJECTS[one]},x\n" * 3 for one in own)
        (meta / f"ijbx_1N_gallery_{gallery}.csv").write_text(head + rows)
    rows = "".join(f"{one},{SUBJECTS[one]},x\n" for one in names[1::2])
    (meta / "ijbx_1N_probe_mixed.csv").write_text(head + rows)
    return tmp_path


def embeddings(seed: int = 0) -> Embeddings:
    draw = np.random.default_rng(seed)
    plain, mirrored = draw.normal(size=(2, IMAGES, 5))
    return Embeddings(plain_ND=plain, mirrored_ND=mirrored)


def by_loops(some: Embeddings, one: Ijb) -> dict[int, np.ndarray]:
    found = {}
    for template in np.unique(TEMPLATES):
        total = np.zeros(5)
        for medium in (3, 7):
            frames = [
                (some.plain_ND[i] + some.mirrored_ND[i]) * one.scores_N[i]
                for i in range(IMAGES)
                if TEMPLATES[i] == template and MEDIA[i] == medium
            ]
            total += sum(frames) / len(frames)
        found[int(template)] = total / np.linalg.norm(total)
    return found


def test_templates_are_pooled_by_media(folder: Path) -> None:
    one, some = ijb(name="x", path=folder), embeddings()
    found = pooled(some, one.scores_N, one.templates_N, one.media_N)
    wanted = by_loops(some, one)
    assert found.numbers_T.tolist() == sorted(wanted)
    np.testing.assert_allclose(found.unit_TD, [wanted[t] for t in sorted(wanted)], atol=1e-6)
    some_of_them = found.of(np.array([25, 999, 5, 1]))
    np.testing.assert_allclose(some_of_them.unit_TD[[0, 2]], [wanted[25], wanted[5]], atol=1e-6)
    assert some_of_them.empty_T.tolist() == [False, True, False, True]


def test_both_protocols(folder: Path) -> None:
    one, some = ijb(name="x", path=folder), embeddings()
    found, wanted = outcome(some, one), by_loops(some, one)
    assert found.scores is not None
    scores = [float(wanted[a] @ wanted[b]) for a, b, same in one.pairs_P3 if same]
    np.testing.assert_allclose(found.scores.genuine_G, sorted(scores, reverse=True), atol=1e-6)
    assert len(found.scores.impostor_I) == 60  # too few for the usual rates
    assert not [name for name in found.measures if name.startswith("tar")]
    ranks = []
    for gallery in one.galleries:
        assert one.probes is not None
        for probe, subject in zip(one.probes.templates, one.probes.subjects, strict=True):
            if subject in gallery.subjects:
                own = max(
                    wanted[t] @ wanted[probe] for t in gallery.templates if SUBJECTS[t] == subject
                )
                ranks.append(1 + sum(wanted[t] @ wanted[probe] > own for t in gallery.templates))
    assert found.measures["rank_1"] == pytest.approx(np.mean(np.array(ranks) == 1))
    assert found.found_R is not None
    assert found.found_R[2] == 1  # of three in a gallery
    assert one.probes is not None
    everybody = {SUBJECTS[int(t)]: wanted[int(t)] for g in one.galleries for t in g.templates}
    pairs = zip(one.probes.templates, one.probes.subjects, strict=True)
    first = [
        int(max(everybody, key=lambda subject: everybody[subject] @ wanted[int(t)])) == int(person)
        for t, person in pairs
    ]
    assert found.measures["joined_rank_1"] == pytest.approx(np.mean(first))


def test_the_nearest_rate_as_published_numbers_are_read() -> None:
    draw = np.random.default_rng(0)
    same = np.arange(3000) < 1000
    scores = draw.normal(np.where(same, 1.0, 0.0))
    found = nearest_rates(scores, same)
    assert list(found) == ["tar_at_far_1e-3", "tar_at_far_1e-2"]
    for far, name in ((1e-3, "1e-3"), (1e-2, "1e-2")):
        impostors = np.sort(scores[~same])[::-1]
        at = (scores[same] >= impostors[round(far * 2000) - 1]).mean()
        assert found[f"tar_at_far_{name}"] == pytest.approx(at, abs=0.02)


def test_images_are_aligned_by_their_points(folder: Path) -> None:
    one = ijb(name="x", path=folder)
    picture = pictures(IMAGES, size=150)[4][..., ::-1]
    np.testing.assert_array_equal(
        one.images[4].permute(1, 2, 0), align(picture, (TEMPLATE_52 + 20).round(4))
    )
    found = one.evaluate(network_of(small_network(size=112).eval()))
    assert 0 <= found.measures["rank_1"] <= 1


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("ijbx_face_tid_mid.txt", "1.png 5\n", r"must have 3 words in every line\.$"),
        ("ijbx_face_tid_mid.txt", "1.png 5 x\n", r"hold words where numbers should be"),
        ("ijbx_name_5pts_score.txt", "1.png" + " 1" * 10 + " nan\n", r"^1 images of .* are no fin"),
        ("ijbx_face_tid_mid.txt", "9.png 5 1\n", r"do not name the same ones in order\.$"),
        (
            "ijbx_template_pair_label.txt",
            "5 999 0\n998 997 0\n",
            r"^3 of the 15 templates .* have no image \(997, 998, 999\): its lists are of differ",
        ),
        ("ijbx_face_tid_mid.txt", f"1.png {10**30} 1\n", r"hold words where numbers should be"),
        ("ijbx_1N_probe_mixed.csv", f"A,B\n{10**30},1\n", r"must start each row with a template"),
        ("ijbx_1N_probe_mixed.csv", f"A,B\n{'9' * 200_000}\n", r"must start each row with a te"),
        ("ijbx_1N_probe_mixed.csv", "A,B\nx,y\n", r"must start each row with a template and"),
        ("second_face_tid_mid.txt", "", r"^There must be one file .* and there are 2\.$"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    file: str, text: str, sentence: str, folder: Path
) -> None:
    (folder / "meta" / file).write_text(text)
    with pytest.raises(ValueError, match=sentence):
        ijb(name="x", path=folder)


def test_an_image_whose_points_are_no_face_is_named(folder: Path) -> None:
    file = folder / "meta" / "ijbx_name_5pts_score.txt"
    lines = file.read_text().split("\n")
    lines[7] = "8.png " + "3 " * 10 + "0.9"
    file.write_text("\n".join(lines))
    one = ijb(name="x", path=folder)
    with pytest.raises(ValueError, match=r"loose_crop/8\.png: Landmarks are all in one place\.$"):
        one.images[7]


def test_a_template_without_an_image_matches_nobody(folder: Path) -> None:
    """It is in a pair of one person, in a gallery and among the probes: all three are missed."""
    whole, some = ijb(name="x", path=folder), embeddings()
    meta = folder / "meta"
    with (meta / "ijbx_template_pair_label.txt").open("a") as file:
        file.write("5 900 1\n5 900 0\n")
    for name, row in (("gallery_S1", "900,70,x\n"), ("probe_mixed", "900,70,x\n")):
        with (meta / f"ijbx_1N_{name}.csv").open("a") as file:
            file.write(row)
    one = ijb(name="x", path=folder)
    found, before = outcome(some, one), outcome(some, whole)
    assert one.empty == (900,)
    assert found.notes == (
        "Without an image: 1 templates (900), which match nobody. 2 of 68 pairs have one of them.",
    )
    assert before.notes == ()
    assert found.scores is not None
    assert before.scores is not None
    assert found.scores.genuine_G.tolist() == [*before.scores.genuine_G, -1]
    assert found.scores.impostor_I.tolist() == [*before.scores.impostor_I, -1]
    # Of the first gallery's probes with an entry one more is there, and is never found.
    assert found.measures["joined_rank_10"] == pytest.approx(6 / 7)
    assert found.measures["rank_10"] == pytest.approx((3 / 4 + 1) / 2)
    assert before.measures["rank_10"] == before.measures["joined_rank_10"] == 1


def example_outcome() -> Outcome:
    """For the test of the protocol's row: an outcome with every measure."""
    templates, labels = np.arange(example.IMAGES), example.LABELS
    first, second = np.triu_indices(example.IMAGES, k=1)
    galleries = tuple(
        Gallery(templates=templates[half][firsts], subjects=labels[half][firsts])
        for half in (slice(0, 100), slice(100, None))
        for firsts in [np.unique(labels[half], return_index=True)[1]]
    )
    protocol = Ijb(
        name="ijb",
        images=Pictures(example.IMAGES),
        scores_N=np.ones(example.IMAGES),
        templates_N=templates,
        media_N=np.zeros(example.IMAGES, int),
        pairs_P3=np.stack([first, second, labels[first] == labels[second]], axis=1),
        galleries=galleries,
        probes=Gallery(templates=templates[1::2], subjects=labels[1::2]),
    )
    return outcome(example.embeddings(), protocol)
