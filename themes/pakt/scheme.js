// The chosen colors, before the first frame.
try{let t=localStorage["pakt-theme"];if(/^(dark|light)$/.test(t))document.documentElement.dataset.theme=t}catch{}
