// tavolo.js - the differentiation desk with JavaScript: keys as in a spreadsheet, paste, counters, drafts kept.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
//
// The server counts and says; here nothing is decided but the sum of four elements, in quarters of a point. A row is
// dirty from the first key until the server has it: its number `now` grows with every change, and an answer to a save
// only cleans what has not been changed since.
(function () {
  'use strict';
  var COUNT_AFTER = 300, COUNT_WITHIN = 1000, SAVE_AFTER = 2000, SAVE_WITHIN = 4000;
  var SPEAK_AFTER = 1500, TRY_AGAIN = 3000, CELLS = 10;
  var form = document.getElementById('tavolo'), grid = document.getElementById('griglia');
  if (!form || !grid) return;
  var $ = function (id) { return document.getElementById(id); };
  var say = form.dataset, again = $('rientra'), status = $('bozza-stato'), leaving = false, after = null;

  // -- rows and cells
  var bodies = [].filter.call(grid.tBodies, function (b) { return b.querySelector('input[type=hidden]'); });
  var rows = bodies.map(function (b) {
    var cells = [].slice.call(b.querySelectorAll('td > input[type=text]'));
    return { body: b, id: b.id.replace(/-r$/, ''), cells: cells.slice(0, CELLS), reasons: cells.slice(CELLS),
      version: b.querySelector('input[type=hidden]'), now: b.hasAttribute('data-sporca') ? 1 : 0, saved: 0, clash: '' };
  });
  function place(cell) {
    for (var r = 0; r < rows.length; r++) {
      var c = rows[r].cells.indexOf(cell);
      if (c >= 0) return { r: r, c: c };
    }
    return null;
  }
  function row_of(cell) {
    return rows.filter(function (x) { return x.body.contains(cell); })[0];
  }
  function dirty(x) { return x.now > x.saved; }

  // In quarters of a point; NaN: not a mark.
  function quarters(text) {
    var t = text.trim().replace(',', '.');
    return /^\d{1,3}(\.\d{1,2})?$/.test(t) ? Math.round(t * 400) / 100 : NaN;
  }
  function italian(q) { return String(q / 4).replace('.', ','); }

  function sum(x, half) {
    var total = 0, from = half * 5;
    for (var i = 0; i < 4; i++) total += quarters(x.cells[from + i].value);
    if (!isNaN(total) && total % 1 === 0) x.cells[from + 4].value = italian(total);
  }
  function compare(cell) {
    var before = cell.parentNode.querySelector('small');
    if (!before || before.textContent === '-') return;
    cell.parentNode.classList.toggle('cambiato', quarters(cell.value) !== quarters(before.textContent));
  }

  function changed(cell) {
    var x = row_of(cell), at = place(cell);
    if (!x || cell.type === 'checkbox') return;
    if (at && at.c % 5 < 4) { sum(x, at.c < 5 ? 0 : 1); compare(x.cells[at.c < 5 ? 4 : 9]); }
    if (at) compare(cell);
    x.now++;
    tell(say.attesa);
    $('annulla').hidden = false;
    soon('count', count, COUNT_AFTER, COUNT_WITHIN);
    soon('save', save, SAVE_AFTER, SAVE_WITHIN);
  }

  // -- talking to the server
  var timers = {}, since = {}, counting = false, pending = null, busy = false;
  function later(name, act, ms) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(act, ms);
  }
  // When typing rests, or before long if it does not.
  function soon(name, act, ms, within) {
    since[name] = since[name] || Date.now();
    later(name, function () { since[name] = 0; act(); }, Math.max(0, Math.min(ms, since[name] + within - Date.now())));
  }
  function tell(text) { status.textContent = text; }
  var spoken = '';
  function speak(text) { // one polite region, only when typing rests
    later('speak', function () {
      if (text !== spoken) $('voce').textContent = spoken = text;
    }, SPEAK_AFTER);
  }
  function body_of(list) {
    var x = form.elements, b = new URLSearchParams({ formato: 'json', chi: x.chi.value, livello: x.livello.value });
    list.forEach(function (row) {
      b.append(row.version.name, row.version.value);
      row.cells.concat(row.reasons).forEach(function (c) { b.append(c.name, c.value); });
    });
    return b;
  }
  function post(url, body) {
    body.set('csrf', form.elements.csrf.value);
    return fetch(url, { method: 'POST', body: body, credentials: 'same-origin', redirect: 'manual' });
  }
  // The answer as data; null when it is not ours.
  function read(answer) {
    var type = answer.headers.get('Content-Type') || '';
    return type.indexOf('application/json') === 0 ? answer.json() : Promise.resolve(null);
  }

  function count() {
    var list = rows.filter(dirty);
    if (counting) { later('count', count, COUNT_AFTER); return; }
    counting = true;
    post(say.url + '/conta', body_of(list)).then(read).then(function (data) {
      counting = false;
      if (data) show(data);
    }, function () { counting = false; });
  }

  function show(data) {
    if (data.csrf) renew(data.csrf);
    if (!data.persone) return;
    var open = $('conti').querySelector('details');
    open = open && open.open;
    $('conti').innerHTML = data.conto;
    if (open && $('conti').querySelector('details')) $('conti').querySelector('details').open = true;
    speak(data.voce);
    data.persone.forEach(function (p) {
      var x = rows.filter(function (y) { return y.id === p.id; })[0];
      if (!x) return;
      p.fasce.forEach(function (f, h) { $(x.id + '-' + (h + 1) + '-f').textContent = f; });
      mark(x, p.errori);
      if (p.v) x.version.value = p.v;
      x.clash = p.altro || (p.v ? '' : x.clash);
    });
    var clash = rows.filter(function (x) { return x.clash; });
    $('scontro').hidden = !clash.length;
    $('scontro-testo').textContent = clash.map(function (x) { return x.clash; }).join('. ');
  }
  function mark(x, errors) {
    var box = $(x.id + '-e');
    x.cells.concat(x.reasons).forEach(function (c) {
      var wrong = errors.filter(function (e) { return e[0] === c.id; })[0];
      if (wrong) {
        c.setAttribute('aria-invalid', 'true');
        c.setAttribute('aria-describedby', x.id + '-e');
      } else if (c.hasAttribute('aria-invalid')) {
        c.removeAttribute('aria-invalid');
        c.removeAttribute('aria-describedby');
      }
    });
    box.textContent = errors.map(function (e) { return e[1] + '.'; }).join(' ');
    box.closest('tr').hidden = !box.closest('td').textContent.trim();
  }
  function renew(token) {
    document.querySelectorAll('input[name=csrf]').forEach(function (i) { i.value = token; });
  }

  // One save at a time. What was sent is kept until it is answered and then sent again as it was: the server knows its
  // own draft again, so that an answer lost on the way is no clash.
  function save() {
    clearTimeout(timers.save);
    since.save = 0;
    if (busy) return;
    if (!pending) {
      var list = rows.filter(function (x) { return dirty(x) && !x.clash; });
      if (!list.length) return;
      pending = { rows: list, at: list.map(function (x) { return x.now; }), body: body_of(list) };
    }
    busy = true;
    post(say.url + '/bozza', pending.body).then(function (answer) {
      if (answer.status === 401) { busy = false; sign_in(); return null; }
      return read(answer).then(saved);
    }).catch(function () {
      busy = false;
      after = null;
      tell(say.muto);
      speak(say.muto);
      later('save', save, TRY_AGAIN);
    });
  }
  function saved(data) {
    var sent = pending, left;
    busy = false;
    pending = null;
    if (!data || data.no) {
      after = null;
      tell(data && data.no ? data.no : say.rifiuto);
      speak(status.textContent);
      if (data && data.csrf) renew(data.csrf);
      return;
    }
    show(data);
    data.persone.forEach(function (p) {
      sent.rows.forEach(function (x, i) { if (x.id === p.id && p.v) x.saved = Math.max(x.saved, sent.at[i]); });
    });
    left = rows.filter(dirty);
    if (after) {
      leaving = true;
      form.requestSubmit(after);
      return;
    }
    if (!left.length) tell(data.detto || '');
    else if (left.some(function (x, i) { return sent.rows.indexOf(x) < 0 || sent.at[sent.rows.indexOf(x)] < x.now; })) {
      later('save', save, SAVE_AFTER);
    } else tell(left.some(function (x) { return x.clash; }) ? '' : say.errori);
  }

  // -- the session has ended: one enters again here, and what is pending is saved with it
  function sign_in() {
    if (!again.hidden) return;
    again.hidden = false;
    tell(say.scaduta);
    $('rientra-testo').textContent = say.scaduta;
    $('rientra-testo').focus();
    again.scrollIntoView({ block: 'center' });
  }
  again.addEventListener('submit', function (e) {
    e.preventDefault();
    var b = new URLSearchParams({ __verso: say.url + '/bozza' });
    ['nome', 'parola', 'codice'].forEach(function (n) {
      if (again.elements[n].value) b.append(n, again.elements[n].value);
    });
    if (pending) pending.body.forEach(function (value, name) { if (name !== 'csrf') b.append('c.' + name, value); });
    fetch('/entra/continua', { method: 'POST', body: b, credentials: 'same-origin' }).then(function (answer) {
      return answer.status === 401 || answer.status === 429 ? answer.text().then(function (page) {
        var told = new DOMParser().parseFromString(page, 'text/html').querySelector('.avviso');
        $('rientra-testo').textContent = told ? told.textContent.trim() : say.scaduta;
        $('rientra-testo').focus();
      }) : read(answer).then(function (data) {
        again.elements.parola.value = again.elements.codice.value = '';
        again.hidden = true;
        saved(data);
      });
    }).catch(function () { tell(say.muto); });
  });

  // -- keys and paste
  function go(r, c) {
    var x = rows[r] && rows[r].cells[c];
    if (x) { x.focus(); x.select(); }
    return !!x;
  }
  grid.addEventListener('keydown', function (e) {
    var at = place(e.target), cell = e.target, moved = false;
    if (!at || e.altKey || e.ctrlKey || e.metaKey) return;
    var all = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    if (e.key === 'ArrowDown' || (e.key === 'Enter' && !e.shiftKey)) moved = go(at.r + 1, at.c) || e.key === 'Enter';
    else if (e.key === 'ArrowUp' || e.key === 'Enter') moved = go(at.r - 1, at.c) || e.key === 'Enter';
    else if (e.shiftKey) return;
    else if (e.key === 'ArrowRight' && (all || cell.selectionStart === cell.value.length)) moved = go(at.r, at.c + 1);
    else if (e.key === 'ArrowLeft' && (all || cell.selectionEnd === 0)) moved = go(at.r, at.c - 1);
    if (moved) e.preventDefault();
  });
  // Through the browser's own editing, so that its undo takes it back cell by cell.
  function write(cell, text) {
    cell.focus();
    cell.select();
    if (!document.execCommand(text ? 'insertText' : 'delete', false, text)) {
      cell.value = text;
      changed(cell);
    }
  }
  grid.addEventListener('paste', function (e) {
    var at = place(e.target), text = e.clipboardData.getData('text/plain'), lines, done = 0, lost = 0;
    if (!at || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ''))) return;
    e.preventDefault();
    lines = text.replace(/[\r\n]+$/, '').split(/\r\n|\n|\r/);
    lines.forEach(function (line, r) {
      line.split('\t').forEach(function (value, c) {
        var cell = rows[at.r + r] && rows[at.r + r].cells[at.c + c];
        if (!cell) { lost++; return; }
        write(cell, value.trim());
        done++;
      });
    });
    go(at.r, at.c);
    speak((lost ? say.oltre : say.incollate).replace('{n}', done));
    tell((lost ? say.oltre : say.incollate).replace('{n}', done));
  });
  grid.addEventListener('input', function (e) { changed(e.target); });
  grid.addEventListener('focusin', function (e) {
    var label = e.target.getAttribute('aria-labelledby'), at = place(e.target);
    if (!label || !at) { $('dove').textContent = ''; return; }
    $('dove').textContent = label.split(' ').slice(0, 2).map(function (id) {
      return $(id).textContent.trim();
    }).join(', ') + ': ' + e.target.parentNode.dataset.e;
  });

  // -- leaving
  // What is typed is saved before the form goes: nothing overtakes it, and without a connection one stays here.
  form.addEventListener('submit', function (e) {
    if (leaving) return;
    if (!busy && !rows.some(function (x) { return dirty(x) && !x.clash; })) { leaving = true; return; }
    e.preventDefault();
    after = e.submitter;
    save();
  });
  window.addEventListener('pageshow', function () { leaving = false; });
  window.addEventListener('beforeunload', function (e) {
    if (!leaving && rows.some(dirty)) e.preventDefault();
  });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden' && rows.some(dirty)) save();
  });
  window.addEventListener('online', save);
  document.querySelectorAll('.senza-script').forEach(function (b) { b.hidden = true; });
  var first = $('proposta');
  if (first && !document.querySelector('.errori')) first.focus();
  if (rows.some(dirty)) later('save', save, SAVE_AFTER);
})();
