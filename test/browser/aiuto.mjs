// aiuto.mjs - what the browser tests share: Chromium, the checks that every page must pass, TAP.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(join(root, 'node_modules/x.js'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'no-trailing-whitespace': 'off', // a template's line ends where it ends
    'doctype-style': ['error', { style: 'lowercase' }],
    'long-title': 'off',             // a body's own name is in it
    'valid-id': ['error', { relaxed: true }], // ids that a document gives its own parts begin with _
    'meta-refresh': 'off',           // only where there is no JavaScript, which does it better
    'require-sri': 'off',            // everything comes from ourselves
    'prefer-native-element': ['error', { exclude: ['region'] }], // <section> would need a heading: the caption is one
  },
});

// What a test makes outside of itself goes with it, also when it fails halfway or is told to end: folders hold people's data,
// servers hold the folders.
const folders = [], children = [];
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
export function cartella(nome) {
  const folder = mkdtempSync(join(tmpdir(), `ciclo-${nome}-`));
  folders.push(folder);
  return folder;
}
export function figlio(child) {
  children.push(child);
  return child;
}

export async function launch() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], ignoreDefaultArgs: ['--disable-dev-shm-usage'] });
}

// A page that remembers what it complained about and what it asked for: page.noise, page.asked.
export async function open(browser, { width = 1280, height = 900, ...context } = {}) {
  const page = await (await browser.newContext({ viewport: { width, height }, locale: 'it-IT', ...context })).newPage();
  page.noise = [];
  page.asked = [];
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) page.noise.push(`console: ${m.text()}`); });
  page.on('pageerror', (e) => page.noise.push(`script: ${e.message}`));
  page.on('request', (r) => page.asked.push(r.url()));
  // What a page asked for when it was left is called off by the browser itself.
  page.on('requestfailed', (r) => r.failure()?.errorText === 'net::ERR_ABORTED' || page.noise.push(`failed: ${r.url()}`));
  return page;
}

// Everything that is wrong with the page that stands open, as lines; none is well.
export async function faults(page) {
  return [...await faults_axe(page), ...await faults_html(page), ...await faults_reflow(page), ...faults_network(page),
    ...page.noise.splice(0)];
}

export async function faults_axe(page) {
  // Not a script element: the policy of the page would refuse it. Of what is well no list is made, which costs most of the time.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  return page.evaluate(async () => (await window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
  })).violations.flatMap((v) => v.nodes.map((n) => `axe ${v.id}: ${n.target.join(' ')} (${n.failureSummary})`)));
}

// The source as the server sent it, not what the browser made of it.
export async function faults_html(page) {
  return faults_source(await page.evaluate(async () => (await fetch(location.href)).text()));
}

export async function faults_source(source) {
  const report = await validator.validateString(source, 'page.html');
  return report.results.flatMap((r) => r.messages.map((m) => `html ${m.ruleId}: ${m.line}:${m.column} ${m.message}`));
}

// Nothing but tables and the like, which scroll on their own, may be wider than a screen of 320 pixels (WCAG 1.4.10).
export async function faults_reflow(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return [];
    const far = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 321 &&
      !e.closest('[role=region]'));
    return [`320 px: ${over} px too wide: ` + far.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' | ')];
  });
  await page.setViewportSize(before);
  return wide;
}

export function faults_network(page) {
  const here = new URL(page.url()).host;
  return page.asked.filter((u) => new URL(u).host !== here).map((u) => `asks another place: ${u}`);
}

// A folder of pages, served as ciclo serves them: { url, sent, close }; sent counts compressed bytes by path.
export async function serve(folder) {
  const files = readdirSync(folder);
  const types = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8',
    svg: 'image/svg+xml', woff2: 'font/woff2', txt: 'text/plain; charset=utf-8' };
  const sent = {};
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://x').pathname.replace(/^\/(risorse\/)?/, '');
    if (!files.includes(name)) { response.writeHead(404).end(); return; }
    const type = types[name.split('.').pop()];
    let body = readFileSync(join(folder, name));
    const headers = { 'Content-Type': type, 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' };
    if (request.url.startsWith('/risorse/')) headers['Cache-Control'] = 'max-age=31536000, immutable';
    if (!type.startsWith('font/')) { body = gzipSync(body, { level: 9 }); headers['Content-Encoding'] = 'gzip'; }
    sent[request.url] = (sent[request.url] ?? 0) + body.length;
    response.writeHead(200, headers).end(body);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { url: `http://127.0.0.1:${server.address().port}`, sent, close: () => server.close() };
}

// TAP: await tests({ 'sentence': async (t) => { t.none(await faults(page)); t.ok(x < 3, 'x is small'); } })
export async function tests(all) {
  console.log(`1..${Object.keys(all).length}`);
  let number = 0;
  for (const [name, run] of Object.entries(all)) {
    const wrong = [];
    const t = {
      ok: (good, what) => { if (!good) wrong.push(what); },
      equal: (got, want, what) => { if (got !== want) wrong.push(`${what}: ${JSON.stringify(got)}, not ${JSON.stringify(want)}`); },
      none: (faults) => wrong.push(...faults),
    };
    try { await run(t); } catch (e) { wrong.push(e.stack); }
    number += 1;
    console.log(`${wrong.length ? 'not ok' : 'ok'} ${number} - ${name}`);
    for (const line of wrong.join('\n').split('\n').filter(Boolean)) console.log(`# ${line}`);
    if (wrong.length) process.exitCode = 1;
  }
}
