// Mirror the partner feed into one file. Usage: KEY=nd_… node mirror.mjs https://desk.example/api/v1 mirror.json
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const [base, store] = process.argv.slice(2);
const once = process.argv.includes("--once");
const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const mirror = existsSync(store) ? JSON.parse(readFileSync(store)) : { cursor: null, stories: {} };

let address = "";
for (;;) {
  const query = mirror.cursor ? "?" + new URLSearchParams({ cursor: mirror.cursor }) : "";
  const answer = await fetch(address || `${base}/changes${query}`, {
    headers: { Authorization: `Bearer ${process.env.KEY}` },
  });
  const page = await answer.json();
  address = "";
  if (answer.status === 410) { // the contract changed, or the desk was restored
    if (!page.restart.diff) mirror.stories = {};
    address = page.restart.diff ?? page.restart.full;
    continue;
  }
  if (answer.status === 429 || answer.status === 503) {
    await sleep(Number(answer.headers.get("Retry-After") ?? 30));
    continue;
  }
  if (!answer.ok) throw new Error(`${answer.status}: ${page.detail}`);
  for (const change of page.changes) {
    if (change.op === "put") mirror.stories[change.uri] = { item: change.item, notes: change.notes };
    else delete mirror.stories[change.uri]; // withhold, cancel, removed, left: see change.duty
  }
  mirror.cursor = page.cursor;
  writeFileSync(`${store}.new`, JSON.stringify(mirror)); // stories and cursor together
  renameSync(`${store}.new`, store);
  if (page.more) continue;
  if (once) break;
  await sleep(page.poll_after);
}
