"""Losses whose margin goes by the length of the feature, as a measure of the image's quality."""

from losses.catalogue.shared import SCALE
from losses.parameters import Parameter, length, number, radians
from losses.slots import Slot
from losses.spec import LossSpec

MAG_LENGTHS = {
    "l_a": length("l_a", "length from which the margin grows", 10.0),
    "u_a": length("u_a", "length up to which the margin grows", 110.0),
}

ROWS = (
    LossSpec(
        name="magface",
        title="MagFace",
        family="quality margin",
        paper="Meng et al. 2021, MagFace",
        arxiv="2103.06627",
        equation="Eq. 3 to 5",
        about="Long features, taken as good pictures, get a larger margin.",
        notation="Needs the feature norms.",
        scale=SCALE,
        margin=Slot(
            name="mag",
            title="Mag (grows with feature length)",
            formula="cos(theta_y + m(||x||))",
            code="losses.magface:magface_margin",
            parameters={
                **MAG_LENGTHS,
                "l_m": radians("l_m", "smallest margin", 0.45),
                "u_m": radians("u_m", "largest margin", 0.8),
            },
            gentle={"l_m": 0.2, "u_m": 0.4, "l_a": 1.0, "u_a": 20.0},
            ascending=(("l_a", "u_a"), ("l_m", "u_m")),
            reads_batch=True,
            needs_norms=True,
        ),
        penalty=Slot(
            title="Mag",
            formula="lambda_g (1 / a + a / u_a^2)",
            code="losses.magface:magface_penalty",
            parameters={
                **MAG_LENGTHS,
                "lambda_g": number("lambda_g", "price of the length", 35.0, 0, 1000),
            },
            gentle={"lambda_g": 1.0},
            needs_norms=True,
        ),
        defaults={"scale": 64.0},
    ),
    LossSpec(
        name="adaface",
        title="AdaFace",
        family="quality margin",
        paper="Kim et al. 2022, AdaFace",
        arxiv="2204.00964",
        equation="Eq. 7 to 11",
        about="The feature's length, taken as picture quality, decides how hard samples count.",
        notation="Needs the feature norms. Its h is a concentration, not the guidance h.",
        scale=SCALE,
        margin=Slot(
            name="ada",
            title="Ada (angular or additive by quality)",
            formula="cos(theta_y - m z) - (m + m z)",
            code="losses.adaface:AdaFaceMargin",
            parameters={
                "margin": Parameter(
                    symbol="m", meaning="margin", unit="radians and cosine units", default=0.4
                ),
                "h": number("h", "concentration of the quality", 0.333, 0, 10),
                "t_alpha": number("t_alpha", "weight of the new batch in mu, sigma", 0.01, 0, 1),
            },
            gentle={"margin": 0.2},
            reads_batch=True,
            needs_norms=True,
        ),
        defaults={"scale": 64.0},
    ),
)
