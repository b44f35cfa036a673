// Classic and blocking, in the head: everything here must happen before the first paint, so that nothing flashes.

// The style sheets show and hide by this class what needs a script and what stands in for it.
document.documentElement.classList.add('js');

// 'auto' is what the link says by itself; only a choice that differs is applied. Never for print.
(() => {
  const media = { dark: 'screen', light: 'not all' };
  try {
    const chosen = media[localStorage.getItem('theme')];
    if (chosen) document.getElementById('theme-dark').media = chosen;
  } catch {
    // Storage can be switched off; the system's preference stays.
  }
})();
