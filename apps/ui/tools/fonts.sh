#!/bin/sh
# Writes assets/fonts/ from npm's @fontsource-variable packages (all SIL OFL 1.1), cut down to what the apps use. Needs PyPI's
# `fonttools` and `brotli`. Run in a folder where the packages are installed:
#   npm install @fontsource-variable/bricolage-grotesque @fontsource-variable/figtree @fontsource-variable/baloo-2 \
#     @fontsource-variable/readex-pro && sh …/apps/ui/tools/fonts.sh …/apps/ui
set -eu
from=node_modules/@fontsource-variable
to=$1/assets/fonts
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# cut <source> <weights> <code points> <features> <target>
cut() {
  fonttools varLib.instancer -q "$from/$1" "wght=$2" -o "$work/font.ttf"
  pyftsubset "$work/font.ttf" --unicodes="$3" --layout-features="$4" --flavor=woff2 --output-file="$to/$5.woff2"
}

cut bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2 600:800 \
  "U+20-7E,U+A0-FF,U+131,U+152-153,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+20AC,U+20B9,U+202F" \
  kern,liga,mark,mkmk,ccmp,locl,tnum bricolage-latin
cut bricolage-grotesque/files/bricolage-grotesque-latin-ext-wght-normal.woff2 600:800 "*" kern,mark,ccmp,locl bricolage-latin-ext
cut baloo-2/files/baloo-2-devanagari-wght-normal.woff2 400:800 "U+900-97F,U+200C-200D,U+25CC,U+20B9,U+A8E0-A8F1" "*" baloo-devanagari
cp $from/figtree/files/figtree-latin-wght-normal.woff2 "$to/figtree-latin.woff2"
cp $from/figtree/files/figtree-latin-ext-wght-normal.woff2 "$to/figtree-latin-ext.woff2"
cp $from/readex-pro/files/readex-pro-arabic-wght-normal.woff2 "$to/readex-arabic.woff2"
for font in bricolage-grotesque figtree baloo-2 readex-pro; do cp "$from/$font/LICENSE" "$to/LICENSE-$font"; done
