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
  document.querySelectorAll('[data-stampa]').forEach(function (b) {
    b.hidden = false;
    b.addEventListener('click', function () { window.print(); });
  });
})();
