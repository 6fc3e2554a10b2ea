// ciclo.js - what makes pages handier where there is JavaScript. Nothing needs it.
// SPDX-FileCopyrightText: 2026 ciclo contributors
// SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later
(function () {
  'use strict';
  function close(except) {
    document.querySelectorAll('details.tendina[open], details.menu-stretto[open]').forEach(function (d) {
      if (!except || !d.contains(except)) d.open = false;
    });
  }
  document.addEventListener('click', function (e) { close(e.target); });
  document.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape') return;
    var open = document.activeElement && document.activeElement.closest('details.tendina[open], details.menu-stretto[open]');
    close(null);
    if (open) open.querySelector('summary').focus();
  });
  var errors = document.querySelector('.errori');
  if (errors) errors.focus();
  // What is still being made: the block is asked for again until nothing in it moves; the words are said when they change.
  function renew() {
    var block = document.querySelector('[data-aggiorna]');
    if (!block) return;
    fetch(location.href, { credentials: 'same-origin' }).then(function (r) { return r.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('aggiorna');
      var voice = document.getElementById('voce');
      var focus = block.contains(document.activeElement) ? document.activeElement.id : null;
      if (!fresh) { location.reload(); return; }
      if (voice && fresh.dataset.stato !== block.dataset.stato) voice.textContent = fresh.dataset.stato;
      block.replaceWith(fresh);
      if (focus !== null) (document.getElementById(focus) || fresh).focus();
      if (fresh.dataset.aggiorna) setTimeout(renew, Number(fresh.dataset.aggiorna));
    }).catch(function () { setTimeout(renew, 5000); });
  }
  if (document.querySelector('[data-aggiorna]')) setTimeout(renew, 1000);
  document.querySelectorAll('button[data-stampa]').forEach(function (b) {
    b.hidden = false;
    b.addEventListener('click', function () { window.print(); });
  });
})();
