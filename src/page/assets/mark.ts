/** The prism: one beam in, many colours out. */
export const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#6d5efc"/><stop offset=".55" stop-color="#c04bd8"/><stop offset="1" stop-color="#ff8a4c"/></linearGradient></defs>
<path d="M16 3 30 28H2Z" fill="url(#g)"/><path d="M16 3 22 28H10Z" fill="#fff" fill-opacity=".28"/>
</svg>`;
