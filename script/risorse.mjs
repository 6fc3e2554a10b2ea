// risorse.mjs NODE_MODULES WEB OUT SOURCE... - makes what a browser loads: style, script, icons, letters, licences.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
//
// Of Bootstrap Italia only the rules stay whose classes stand as words in SOURCE (templates and C), of its icons those
// named there: it-NAME, or ui_icona(h, S("NAME")), or as a whole literal S("NAME"). OUT/risorse.bin holds all bytes one
// after the other, OUT/risorse.inc says where each begins, OUT/risorse.S takes them into the program.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';

const [modules, web, out, ...sources] = process.argv.slice(2);
if (!existsSync(join(modules, '.package-lock.json'))) {
  console.error('risorse.mjs: node_modules is missing: script/bootstrap installs it');
  process.exit(1);
}
const require = createRequire(resolve(modules, 'x.js'));
const { PurgeCSS } = require('purgecss');
const postcss = require('postcss');

const text = (...path) => readFileSync(join(...path), 'utf8').replace(/^\ufeff/, '');
const italia = (...path) => text(modules, 'bootstrap-italia', ...path);
const words = sources.map((file) => text(file)).join('\n');
const assets = [];

// The name in the URL carries the digest of the content. Returns that name.
function add(name, type, bytes) {
  const data = Buffer.from(bytes);
  const digest = createHash('sha256').update(data).digest('hex').slice(0, 12);
  const path = name.replace(/(\.\w+)$/, `.${digest}$1`);
  const gz = type.startsWith('font/') ? Buffer.alloc(0) : gzipSync(data, { level: 9 });
  gz.length && (gz[9] = 255); // the system that compressed it is nobody's business, and would change the bytes
  assets.push({ name, path, type, data, gz });
  return path;
}

function icons() {
  const wanted = new Set();
  for (const found of words.matchAll(/\bit-([a-z0-9-]+)|S\("([a-z0-9-]+)"\)/g)) wanted.add(found[1] ?? found[2]);
  const kept = [];
  for (const found of italia('dist/svg/sprites.svg').matchAll(/<symbol id="it-([a-z0-9-]+)".*?<\/symbol>/gs)) {
    if (wanted.has(found[1])) kept.push(found[0]);
  }
  add('icone.svg', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${kept.join('')}</svg>\n`);
}

function letters() {
  const rules = [];
  for (const weight of [400, 600, 700]) {
    const file = `titillium-web-latin-${weight}-normal.woff2`;
    const data = readFileSync(join(modules, '@fontsource/titillium-web/files', file));
    rules.push(`@font-face{font-family:"Titillium Web";font-weight:${weight};font-style:normal;font-display:swap;` +
      `src:url(${add(`titillium-${weight}.woff2`, 'font/woff2', data)}) format("woff2")}`);
  }
  return rules.join('\n');
}

// Pictures inside the style sheet become files of ours: the pages' policy allows no data: addresses.
function pictures(css) {
  let n = 0;
  return css.replace(/url\((["']?)data:image\/svg\+xml[;,](.*?)\1\)/g, (whole, quote, rest) => {
    const base64 = /^base64,/.test(rest);
    const body = rest.replace(/^(charset=)?utf-?8,|^utf8,|^base64,/i, '');
    const svg = base64 ? Buffer.from(body, 'base64').toString('utf8') : decodeURIComponent(body.replace(/\\(["'])/g, '$1'));
    return `url(${add(`segno-${++n}.svg`, 'image/svg+xml', svg)})`;
  });
}

async function style() {
  const own = text(web, 'ciclo.css') + text(web, 'pagine.css'); // one file for browsers
  const keep = { standard: ['html', 'body', 'root', 'active', 'show'] };
  const [purged] = await new PurgeCSS().purge({
    content: [{ raw: words, extension: 'c' }],
    css: [{ raw: italia('dist/css/bootstrap-italia.min.css') }],
    safelist: keep, variables: false, keyframes: true, fontFace: true,
    defaultExtractor: (content) => content.match(/[A-Za-z0-9_-]+/g) ?? [],
  });
  const root = postcss.parse(purged.css);
  root.walkComments((c) => { c.remove(); });
  root.walkAtRules('font-face', (r) => { r.remove(); });
  root.walkRules((r) => { // a rule that only video players and the like could match
    r.selectors = r.selectors.filter((s) => !/\.(vjs|video-js|splide|js-focus)/.test(s));
    if (!r.selectors.length || r.selector === '') r.remove();
  });
  let last;
  do { // custom properties that nobody reads any more; dropping one may free others
    last = root.toString().length;
    const read = new Set([...(root.toString() + own).matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]));
    root.walkDecls(/^--/, (d) => { if (!read.has(d.prop)) d.remove(); });
    root.walkRules((r) => { if (!r.nodes.length) r.remove(); });
  } while (root.toString().length !== last);
  const mine = postcss.parse(own);
  mine.walkComments((c) => { c.remove(); });
  const tidy = (css) => css.replace(/\s*\n\s*/g, '\n').replace(/([:;,{])[ \n]+/g, '$1').replace(/[ \n]+([{}])/g, '$1');
  add('ciclo.css', 'text/css; charset=utf-8',
    '/*! Bootstrap Italia (BSD-3-Clause), Bootstrap (MIT), Titillium Web (OFL-1.1): see /licenze */\n' +
    letters() + '\n' + pictures(root.toString() + '\n') + tidy(mine.toString()));
}

function licences() {
  const mit = italia('dist/css/bootstrap-italia.min.css').match(/Bootstrap {2}v[\d.]+ /)[0].trim().replace(/ +/g, ' ');
  const parts = [
    [`Bootstrap Italia ${JSON.parse(italia('package.json')).version}: style and icons. BSD-3-Clause.`, italia('LICENSE')],
    [`${mit}, on which Bootstrap Italia is built. MIT.`, text(web, 'licenza-mit.txt').split('\n').slice(4).join('\n')],
    ['Titillium Web: letters. SIL Open Font License 1.1.', text(modules, '@fontsource/titillium-web/LICENSE')],
  ];
  const rule = '='.repeat(78);
  add('licenze.txt', 'text/plain; charset=utf-8',
    parts.map(([head, body]) => `${rule}\n${head}\n${rule}\n\n${body.trim()}\n`).join('\n'));
}

icons();
await style();
for (const name of ['ciclo.js', 'tavolo.js']) {
  add(name, 'text/javascript; charset=utf-8', text(web, name).replace(/^ *\/\/.*\n/gm, ''));
}
add('segno.svg', 'image/svg+xml', text(web, 'segno.svg').replace(/<!--.*?-->\s*/gs, ''));
licences();

let at = 0;
const blocks = [], rows = [];
for (const { name, path, type, data, gz } of assets) {
  rows.push(`RISORSA("${name}", "${path}", "${type}", ${at}, ${data.length}, ${at + data.length}, ${gz.length})`);
  blocks.push(data, gz);
  at += data.length + gz.length;
}
const bin = resolve(out, 'risorse.bin');
writeFileSync(bin, Buffer.concat(blocks));
writeFileSync(join(out, 'risorse.inc'), `/* Made by script/${basename('risorse.mjs')}. */\n${rows.join('\n')}\n`);
writeFileSync(join(out, 'risorse.S'), `/* Made by script/risorse.mjs: the bytes of risorse.bin, ${at} of them. */
        .section .rodata
        .globl risorse_byte
        .hidden risorse_byte
        .type risorse_byte, @object
        .balign 16
risorse_byte:
        .incbin "${bin}"
        .byte 0
        .size risorse_byte, . - risorse_byte
        .section .note.GNU-stack, "", @progbits
`);
