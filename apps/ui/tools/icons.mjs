// Writes src/components/icon/paths.rs from npm `lucide-static` (ISC). Run in a folder where that package is installed:
//   npm install lucide-static && node …/apps/ui/tools/icons.mjs …/apps/ui
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = `house search shopping-bag receipt-text heart user map-pin navigation star clock bike chef-hat check x plus
minus chevron-left chevron-right chevron-down chevron-up arrow-left arrow-right bell bell-off settings trash-2 pencil
sliders-horizontal info triangle-alert circle-check circle-x credit-card banknote ticket-percent phone message-circle
share-2 copy printer download log-out log-in eye eye-off sun moon monitor languages leaf flame wheat-off wifi-off
loader-circle rotate-ccw calendar-clock store package utensils lock mail circle-help external-link ellipsis gift
shield-check locate list map thumbs-up route percent milk-off nut-off vegan beef timer arrow-up-down camera key-round
badge-check chart-column trending-up trending-down reply`.split(/\s+/);
const FLIPPED = new Set(["chevron-left", "chevron-right", "arrow-left", "arrow-right", "log-out", "log-in", "external-link", "list", "receipt-text", "bike", "trending-up", "trending-down", "reply"]);

const number = (text) => Number(text ?? 0);
const short = (value) => String(Math.round(value * 1000) / 1000);
const shapes = {
  path: (a) => a.d,
  line: (a) => `M${a.x1} ${a.y1}L${a.x2} ${a.y2}`,
  polyline: (a) => `M${a.points.trim()}`,
  polygon: (a) => `M${a.points.trim()}z`,
  circle: (a) => round(number(a.cx), number(a.cy), number(a.r), number(a.r)),
  ellipse: (a) => round(number(a.cx), number(a.cy), number(a.rx), number(a.ry)),
  rect: (a) => {
    const [x, y, w, h] = [a.x, a.y, a.width, a.height].map(number);
    const r = number(a.rx ?? a.ry);
    const arc = (dx, dy) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : "");
    return `M${short(x + r)} ${y}h${short(w - 2 * r)}${arc(r, r)}v${short(h - 2 * r)}${arc(-r, r)}h${short(2 * r - w)}${arc(-r, -r)}v${short(2 * r - h)}${arc(r, -r)}z`;
  },
};
const round = (cx, cy, rx, ry) =>
  `M${short(cx - rx)} ${cy}a${rx} ${ry} 0 1 0 ${short(2 * rx)} 0a${rx} ${ry} 0 1 0 ${short(-2 * rx)} 0`;

const rows = NAMES.map((name) => {
  const svg = readFileSync(join("node_modules/lucide-static/icons", `${name}.svg`), "utf8").replace(/<!--.*?-->/gs, "");
  let d = "";
  for (const [, tag, text] of svg.matchAll(/<(\w+)\s([^>]*?)\/>/gs)) {
    const attributes = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
    // Joined to other shapes, a path must begin at an absolute point; what follows it stays relative.
    d += shapes[tag](attributes).replace(/^m\s*(-?[\d.]+)[ ,]*(-?[\d.]+)\s*(?=([-\d.])?)/, (_, x, y, more) => `M${x} ${y}${more ? "l" : ""}`);
  }
  const variant = name.split("-").map((part) => part[0].toUpperCase() + part.slice(1)).join("");
  return { name, variant, d, flip: FLIPPED.has(name) };
});
const lines = rows.map(({ name, variant, d, flip }) => `    ${variant} = "${name}", ${flip}, "${d}";`);
writeFileSync(
  join(process.argv[2], "src/components/icon/paths.rs"),
  `//! Outlines of the icons, from Lucide (ISC, see \`assets/art/LICENSE-lucide\`). Written by \`tools/icons.mjs\`.\n\n` +
    `super::icons! {\n${lines.join("\n")}\n}\n`,
);
