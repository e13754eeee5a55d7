"""The photo of a shop in the demonstration: a shop window made of our own drawings, hence nobody's.

Run after a change of the drawings, look at it, then commit: ``python -m tools.demonstration_picture``.
"""

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "assets" / "demonstration" / "vitrine.png"
WIDTH, HEIGHT = 960, 640  # pixels
# drawing, left, bottom, width: in the window, in pixels
_STANDING = (
    ("lamp-tomate", 140, 0, 125), ("armchair-moutarde", 240, 0, 270), ("books", 490, 0, 165), ("vase", 545, 94, 70),
    ("bike", 650, 0, 245), ("cat", 58, 0, 96),
)  # fmt: skip
_PAGE = """<meta charset="utf-8"><style>
@font-face {{ font-family: Title; src: url("{fonts}/Caprasimo_400Regular.woff2"); }}
body {{ margin: 0; width: 960px; height: 640px; position: relative; overflow: hidden; background: #F7C9B0; }}
.sign {{ position: absolute; inset: 0 0 auto; height: 118px; background: #00666B; color: #FFF3DC;
  font: 62px/118px Title; text-align: center; }}
.awning {{ position: absolute; top: 118px; left: 24px; right: 24px; height: 76px;
  background: repeating-linear-gradient(90deg, #CE3418 0 57px, #FFF3DC 57px 114px);
  mask: radial-gradient(28.5px at 50% 0, #000 98%, #0000) 0 100% / 57px 28.5px repeat-x,
    linear-gradient(#000 0 0) 0 0 / 100% calc(100% - 28px) no-repeat; }}
.window {{ position: absolute; left: 40px; right: 40px; top: 150px; bottom: 86px; background: #CDEBE3;
  border: 12px solid #34142E; box-sizing: border-box; }}
.sill {{ position: absolute; left: 20px; right: 20px; bottom: 58px; height: 30px; background: #FFBE2E; }}
.ground {{ position: absolute; inset: auto 0 0; height: 58px; background: #5E3F58; }}
img {{ position: absolute; }}
</style><div class="window"></div>{standing}<div class="awning"></div><div class="sign">La Malle à Félicie</div>
<div class="sill"></div><div class="ground"></div>"""


def main() -> None:
    """Draw it, in few colours."""
    folder = (ROOT / "assets").as_uri()
    standing = "".join(
        f'<img src="{folder}/illustrations/{name}.svg" style="left:{left}px;bottom:{bottom + 88}px;width:{width}px">'
        for name, left, bottom, width in _STANDING
    )
    page_file = FILE.with_suffix(".html")
    FILE.parent.mkdir(exist_ok=True)
    page_file.write_text(_PAGE.format(fonts=f"{folder}/fonts", standing=standing), "utf-8")
    try:
        with sync_playwright() as browsers:
            browser = browsers.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(page_file.as_uri())
            page.evaluate("document.fonts.ready")
            shot = page.screenshot()
            browser.close()
    finally:
        page_file.unlink()
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(48, dither=Image.Dither.NONE)
    picture.save(FILE, "PNG", optimize=True)
    print(f"{FILE.name}: {picture.width} × {picture.height}, {FILE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
