// Draws lines of a ticket, as the page shapes their letters, and gives them back as dots: eight to a byte, in base64.
const [lines, width] = given;
const family = getComputedStyle(document.documentElement).getPropertyValue("--font-text") || "sans-serif";
const RTL = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const COLUMN = 12;

const canvas = document.createElement("canvas");
const context = canvas.getContext("2d", { willReadFrequently: true });
const drawn = [];
for (const { line, text, amount, bold, large, centre } of lines) {
  const size = large ? 48 : 24;
  const font = `${bold ? 700 : 400} ${size}px ${family}`;
  await document.fonts.load(font, text + amount);
  canvas.width = width;
  canvas.height = size * 1.5;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  context.font = font;
  context.textBaseline = "middle";
  const rtl = RTL.test(text);
  context.direction = rtl ? "rtl" : "ltr";
  const words = text.trim();
  const indent = (text.length - text.trimStart().length) * COLUMN;
  const price = amount ? Math.ceil(context.measureText(amount).width) : 0;
  const room = width - indent - (amount ? price + COLUMN : 0);
  const middle = canvas.height / 2;
  // From the edge at which its letters begin; what is too wide is drawn narrower.
  if (centre) {
    context.textAlign = "center";
    context.fillText(words, width / 2, middle, room);
  } else {
    context.textAlign = rtl ? "right" : "left";
    context.fillText(words, rtl ? width - indent : indent, middle, room);
  }
  if (amount) {
    context.direction = "ltr";
    context.textAlign = rtl ? "left" : "right";
    context.fillText(amount, rtl ? 0 : width, middle);
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const row = width / 8;
  const dots = new Uint8Array(row * canvas.height);
  for (let dot = 0; dot < width * canvas.height; dot += 1) {
    if (data[dot * 4] < 144) {
      dots[dot >> 3] |= 0x80 >> (dot & 7);
    }
  }
  drawn.push([line, row, btoa(Array.from(dots, (byte) => String.fromCharCode(byte)).join(""))]);
}
return drawn;
