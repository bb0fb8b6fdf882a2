// The library of client_gallery_library as a React page: justified rows under a heading for each day, in a virtual list. Measures
// itself as GalleryDrive.cpp measures the app, and posts what it found.
"use strict";
const { createElement: h, useEffect, useMemo, useRef, useState } = React;
const { VariableSizeList } = ReactWindow;
const GAP = 12, AIM = 208, HEADING = 32, MARGIN = 4, OVERSCAN = 2;
const FLICKS = 3000, GLIDES = 1200, GLIDE_PIXELS = 24;

// As src/gui/gallery/GalleryLayout does it.
function rowsOf(videos, width) {
  const rows = [];
  let day = "";
  for (let i = 0; i < videos.length;) {
    const today = new Date(videos[i].createdAt).toDateString();
    if (today !== day) { rows.push({ heading: (day = today), height: HEADING }); }
    let aspects = 0, count = 0, height = AIM, full = false;
    while (i + count < videos.length && !full && new Date(videos[i + count].createdAt).toDateString() === day) {
      const before = height;
      aspects += videos[i + count].width / videos[i + count].height;
      ++count;
      height = (width - (count - 1) * GAP) / aspects;
      if (height > AIM) { continue; }
      full = true;
      if (count > 1 && before / AIM < AIM / height && before < AIM * 1.4) { --count; height = before; }
    }
    rows.push({ first: i, count, height: Math.floor(full ? height : AIM) + GAP });
    i += count;
  }
  return rows;
}

function Row({ index, style, data: { rows, videos } }) {
  const row = rows[index];
  if (row.heading) { return h("div", { style }, h("h2", null, row.heading)); }
  let left = MARGIN;
  const height = row.height - GAP;
  return h("div", { style }, videos.slice(row.first, row.first + row.count).map((video) => {
    const width = height * video.width / video.height;
    const card = h("div", { className: "card", key: video.id, style: { left, width, height, top: 0 } },
      h("img", { src: `/posters/${video.id}.jpg`, alt: "", decoding: "async" }),
      h("div", { className: "badge" }, (video.favorite ? "★ " : "") + `0:${String(video.seconds).padStart(2, "0")}`),
      h("div", { className: "words" }, h("div", null, video.prompt)));
    left += width + GAP;
    return card;
  }));
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

async function picturesShown() {
  for (;;) {
    const pictures = [...document.images];
    if (pictures.length > 0 && pictures.every((one) => one.complete)) { break; }
    await nextFrame();
  }
  await nextFrame();
  await nextFrame(); // painted
}

// From the wish to scroll to the frame after the one that shows it; frames come as fast as they can be made (see gallery.py).
async function measure(outer, values, times, where) {
  for (let i = 0; i < times; ++i) {
    const start = performance.now();
    outer.scrollTop = where(i);
    await nextFrame();
    await nextFrame();
    values.push((performance.now() - start) / 2);
  }
}

async function drive(list, result) {
  await new Promise((done) => setTimeout(done, 1000));
  const outer = list.current; // of the whole library by now
  const end = outer.scrollHeight - outer.clientHeight;
  const flicks = [], glides = [];
  await measure(outer, flicks, FLICKS, (i) => i * end / FLICKS);
  const start = Math.floor(end / 3);
  await measure(outer, glides, GLIDES, (i) => start + i * GLIDE_PIXELS);
  await fetch("/report", { method: "POST", body: JSON.stringify({ ...result, flick: spread(flicks), glide: spread(glides) }) });
}

function Gallery() {
  const [videos, setVideos] = useState([]);
  const [text, setText] = useState("");
  const outer = useRef(null);
  const width = window.innerWidth - 2 * MARGIN - 16;
  useEffect(() => {
    (async () => {
      setVideos(await (await fetch("/first.json")).json()); // a screen full at once, the others after it
      await picturesShown();
      const result = { picturesAt: performance.timeOrigin + performance.now() };
      const all = await (await fetch("/videos.json")).json();
      setVideos(all);
      result.videos = all.length;
      await drive(outer, result);
    })();
  }, []);
  const found = useMemo(() => text ? videos.filter((one) => one.prompt.toLowerCase().includes(text.toLowerCase())) : videos, [videos, text]);
  const rows = useMemo(() => rowsOf(found, width), [found, width]);
  return h("div", null,
    h("input", { placeholder: "Search", value: text, onChange: (event) => setText(event.target.value) }),
    h(VariableSizeList, { key: found.length, height: window.innerHeight - 50, width: window.innerWidth, outerRef: outer, overscanCount: OVERSCAN,
      itemCount: rows.length, itemSize: (index) => rows[index].height, itemData: { rows, videos: found } }, Row));
}

ReactDOM.createRoot(document.getElementById("root")).render(h(Gallery));
