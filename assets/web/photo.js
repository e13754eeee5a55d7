// A phone's photo is made small before it leaves: a few hundred kilobytes instead of several megabytes.
// Without this script the photo is sent as it is.
const SIDE = 1600;
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches('input[type="file"]') || !field.files[0] || !window.createImageBitmap) return;
  window.photoMadeSmall = Promise.all([window.photoMadeSmall, makeSmall(field)]); // for whoever must wait for it
});

async function makeSmall(field) {
  try {
    const picture = await createImageBitmap(field.files[0], { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!small || small.size >= field.files[0].size) return;
    const kept = new DataTransfer();
    kept.items.add(new File([small], "photo.jpg", { type: "image/jpeg" }));
    field.files = kept.files;
  } catch {
    // Not a picture this browser can read: the server will say what to send instead.
  }
}
