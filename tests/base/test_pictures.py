"""Pictures people send: what is refused, in which words, and what is left of the others."""

import io
import struct
import zlib

import pytest
from PIL import Image

from campaign.base.errors import UnreadableFile
from campaign.base.pictures import MAX_BYTES, cleaned


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def flag(size=(40, 30)) -> Image.Image:
    image = Image.new("RGB", size, (255, 255, 255))
    image.paste((200, 10, 10), (0, 0, size[0] // 2, size[1]))
    return image


def huge_png(side: int) -> bytes:
    """A 20 000 px square in two kilobytes: a header that tells the truth, and data nobody should read."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    body = zlib.compress(bytes(1000))
    data = struct.pack(">I", len(body)) + b"IDAT" + body + struct.pack(">I", zlib.crc32(b"IDAT" + body))
    return b"\x89PNG\r\n\x1a\n" + chunk + data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG refusé"),
        (b'<?xml version="1.0"?><svg/>', "SVG refusé"),
        (b"<html><body>PNG</body></html>", "n’est pas une image"),
        (b"MZ\x90\x00" + bytes(200), "n’est pas une image"),
        (b"", "n’est pas une image"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "n’est pas une image"),
        (huge_png(20_000), "12 mégapixels au plus"),
        (huge_png(4_000), "12 mégapixels au plus"),
        (bytes(MAX_BYTES + 1), "5 Mo au plus"),
        (encoded(flag(), "TIFF"), "PNG, un JPEG ou un WebP"),
    ],
)
def test_what_is_not_a_usable_picture_is_refused_in_clear_words(data, said):
    with pytest.raises(UnreadableFile) as refused:
        cleaned(data)
    assert said in refused.value.message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_cut_picture_is_called_damaged(kind):
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    whole = encoded(noise, kind)
    with pytest.raises(UnreadableFile):
        cleaned(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_usual_picture_keeps_its_size_and_colours(kind):
    picture = cleaned(encoded(flag(), kind))
    assert (picture.width, picture.height) == (40, 30)
    red, green, blue = Image.open(io.BytesIO(picture.data)).convert("RGB").getpixel((5, 15))
    assert abs(red - 200) < 12
    assert green < 30
    assert blue < 30


def test_where_and_when_it_was_taken_is_dropped():
    exif = Image.Exif()
    exif[0x010E] = "chez Noé, 12 rue Basse"
    exif.get_ifd(0x8825)[2] = (47.0, 28.0, 12.0)
    noise = Image.effect_noise((60, 40), 80).convert("RGB")
    picture = cleaned(encoded(noise, "JPEG", exif=exif, comment=b"secret"))
    again = Image.open(io.BytesIO(picture.data))
    assert dict(again.getexif()) == {}
    assert b"rue Basse" not in picture.data
    assert b"secret" not in picture.data


def test_a_photo_taken_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: a quarter turn clockwise puts it right
    picture = cleaned(encoded(flag((40, 30)), "JPEG", exif=exif))
    assert (picture.width, picture.height) == (30, 40)


def test_the_first_frame_of_an_animation_is_kept():
    frames = [Image.new("RGB", (20, 20), (index, 0, 0)) for index in range(50)]
    picture = cleaned(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert getattr(Image.open(io.BytesIO(picture.data)), "n_frames", 1) == 1


def test_a_printers_cmyk_becomes_screen_colours():
    picture = cleaned(encoded(Image.new("CMYK", (10, 10), (0, 255, 255, 0)), "JPEG"))
    opened = Image.open(io.BytesIO(picture.data))
    assert opened.mode == "RGB"
    red, green, blue = opened.getpixel((5, 5))
    assert red > 200
    assert green < 60
    assert blue < 60


def test_sixteen_bits_a_channel_keep_their_brightness():
    sixteen = Image.new("I;16", (10, 10), 32768)
    opened = Image.open(io.BytesIO(cleaned(encoded(sixteen, "PNG")).data)).convert("L")
    assert abs(opened.getpixel((5, 5)) - 128) <= 1


def test_transparency_is_kept_and_said():
    image = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert cleaned(encoded(image, "PNG")).transparent
    assert not cleaned(encoded(flag(), "PNG")).transparent


def test_a_large_photo_is_brought_down_to_what_print_needs():
    wide = Image.effect_noise((6000, 1500), 40).convert("RGB")
    picture = cleaned(encoded(wide, "JPEG", quality=40))
    assert (picture.width, picture.height) == (4000, 1000)
