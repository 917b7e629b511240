// What a person sees and does: paste, choose a picture, or use the camera. Every text is set in both languages.

const PICTURE_SIDE = 2400; // pixels; a telephone's photograph is larger than a code needs
const MAGNIFICATION = 3, CLEARED_PIXELS = 12_000_000;
const element = (id) => document.getElementById(id);
ZXingWASM.prepareZXingModule({overrides: {wasmBinary: fromBase64(element("engine").textContent.trim()).buffer}});

function both(parent, wording) {
  for (const language of ["zh", "en"]) {
    const span = document.createElement("span");
    span.lang = language;
    span.textContent = wording[language];
    parent.append(span);
  }
}

function fill(wording, values) {
  const filled = (language) => wording[language].replace(/{(\w+)}/g, (_, name) => values(name, language));
  return {zh: filled("zh"), en: filled("en")};
}

function sentence(verdict) {
  const {revocation, key} = verdict;
  const names = (language) => verdict.altered.map((field) => (words.fields[field] ?? words.other)[language]);
  return fill(words.messages[verdict.status], (name, language) => ({
    fields: () => names(language).join(language === "zh" ? "、" : ", "),
    on: () => revocation.on, reason: () => revocation.reason, successor: () => revocation.successor,
    key: () => verdict.keyId, until: () => key.until,
  })[name]());
}

function line(list, label, value) {
  both(list.appendChild(document.createElement("dt")), label);
  both(list.appendChild(document.createElement("dd")), value);
}

const same = (text) => ({zh: text, en: text});

// In Chinese a kind is called by what the title says beyond the name of the alliance, if it does.
function called({kind, title, alliance}) {
  const named = title.startsWith(alliance) ? title.slice(alliance.length) : "";
  return {zh: named || kind, en: kind};
}

function show(verdict) {
  const box = element("verdict");
  box.replaceChildren();
  box.className = box.dataset.status = verdict.status;
  both(box.appendChild(document.createElement("h2")), sentence(verdict));
  if (verdict.certificate) {
    const list = box.appendChild(document.createElement("dl"));
    for (const [field, label] of Object.entries(words.fields)) {
      const value = same([verdict.certificate[field]].flat().join("、"));
      line(list, label, field === "kind" ? called(verdict.certificate) : value);
    }
    line(list, words.key, same(`${verdict.key.holder} ${verdict.keyId}`));
    if (trust.revoked) both(box.appendChild(document.createElement("p")), fill(words.listed, () => trust.revoked.on));
  }
  box.scrollIntoView({block: "nearest"});
}

function say(wording) {
  const box = element("verdict");
  box.replaceChildren();
  box.className = box.dataset.status = "silent";
  both(box.appendChild(document.createElement("p")), wording);
}

function judge(code) {
  element("code").value = code.trim();
  if (isSealed(code)) show(verify(code, element("printed").value.trim()));
  else say(words.nothing);
}

// Returns the code in a picture or in a moment of the camera, or nothing.
async function readCode(source, width, height) {
  const pixels = draw(source, width, height, Math.min(1, PICTURE_SIDE / Math.max(width, height)));
  return decode(pixels);
}

// A photocopy's small code is read when magnified, its grain smoothed and its edges sharpened.
async function readClearedCode(source, width, height) {
  const pixels = draw(source, width, height, Math.min(MAGNIFICATION, Math.sqrt(CLEARED_PIXELS / (width * height))));
  return decode(sharpened(pixels));
}

function draw(source, width, height, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext("2d", {willReadFrequently: true});
  context.imageSmoothingQuality = "high";
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

async function decode(pixels) {
  const found = await ZXingWASM.readBarcodes(pixels, {formats: ["QRCode"], tryHarder: true});
  return found.map((barcode) => barcode.text).find(isSealed);
}

// Unsharp masking: three times what differs from the surroundings, after a little smoothing.
function sharpened(pixels) {
  const {data, width, height} = pixels;
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2];
  }
  const near = smoothed(smoothed(grey, width, height, 2), width, height, 1);
  const wide = smoothed(smoothed(near, width, height, 5), width, height, 5);
  for (let at = 0; at < grey.length; at++) {
    data.fill(near[at] + 2 * (near[at] - wide[at]), 4 * at, 4 * at + 3);
  }
  return pixels;
}

// The mean over 2 × reach + 1 pixels, along the rows and then along the columns.
function smoothed(grey, width, height, reach) {
  const pass = (from, lines, length, step, stride) => {
    const to = new Float32Array(from.length), span = 2 * reach + 1;
    for (let line = 0; line < lines; line++) {
      const start = line * stride, value = (at) => from[start + step * Math.min(length - 1, Math.max(0, at))];
      let sum = 0;
      for (let at = -reach; at <= reach; at++) sum += value(at);
      for (let at = 0; at < length; at++) {
        to[start + step * at] = sum / span;
        sum += value(at + reach + 1) - value(at - reach);
      }
    }
    return to;
  };
  return pass(pass(grey, height, width, 1, width), width, height, width, 1);
}

async function readPicture(file) {
  say(words.reading);
  try {
    const picture = await createImageBitmap(file);
    const {width, height} = picture;
    const code = await readCode(picture, width, height) ?? await readClearedCode(picture, width, height);
    if (code) judge(code);
    else say(words.nothing);
  } catch {
    say(words.noPicture);
  }
}

let stream = null;

function stopCamera() {
  if (stream) stream.getTracks().forEach((track) => track.stop());
  stream = null;
  element("view").hidden = true;
}

async function watch() {
  const view = element("view");
  while (stream) {
    const code = view.videoWidth ? await readCode(view, view.videoWidth, view.videoHeight) : null;
    if (code && stream) {
      stopCamera();
      judge(code);
    }
    await new Promise((resume) => setTimeout(resume, 150));
  }
}

async function startCamera() {
  if (stream) return stopCamera();
  try {
    stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment", width: {ideal: 1920}}});
  } catch {
    return say(words.noCamera);
  }
  element("view").srcObject = stream;
  element("view").hidden = false;
  await element("view").play();
  return watch();
}

element("check").addEventListener("click", () => judge(element("code").value));
element("picture").addEventListener("change", (event) => {
  if (event.target.files.length) readPicture(event.target.files[0]);
  event.target.value = "";
});
element("camera").addEventListener("click", startCamera);
document.querySelectorAll("[data-say]").forEach((button) => button.addEventListener("click", () => {
  document.documentElement.lang = button.dataset.say;
}));
document.documentElement.lang = (navigator.language || "zh").startsWith("zh") ? "zh" : "en";
