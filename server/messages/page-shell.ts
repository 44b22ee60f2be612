/** The shell of every page that a customer reads without an account: none needs a script, none sets a cookie, nothing comes from elsewhere. */

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const STYLE = `
:root{color-scheme:light dark;--ground:#f7f3ec;--paper:#fffdf9;--ink:#2a2622;--dim:#655d54;--line:#e2d9cb;--kaki:#a8481a;--kaki-ink:#fff;--good:#2f6b3f;--bad:#8f2f24}
@media(prefers-color-scheme:dark){:root{--ground:#1d1a17;--paper:#26221e;--ink:#f1ebe2;--dim:#b8ad9f;--line:#433c35;--kaki:#f0a070;--kaki-ink:#2a1405;--good:#8fd0a0;--bad:#f0a59b}}
@font-face{font-family:Figtree;src:url(/c/figtree.woff2) format("woff2");font-weight:300 900;font-display:swap}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:400 1.0625rem/1.55 Figtree,system-ui,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:40rem;margin:0 auto;padding:20px 18px 56px}
header{display:flex;justify-content:space-between;align-items:center;gap:12px;padding:6px 0 22px;color:var(--dim);font-size:.95rem}
header strong{color:var(--ink);font-weight:600}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.01em;margin:0 0 8px;font-weight:650;text-wrap:balance}
h2{font-size:1.2rem;margin:0 0 4px;font-weight:650}
p{margin:0 0 10px}
.dim{color:var(--dim)}.small{font-size:.94rem}
section{background:var(--paper);border:1px solid var(--line);border-radius:16px;padding:20px 20px 12px;margin:16px 0}
.said{border-left:3px solid var(--line);padding:2px 0 2px 12px;margin:6px 0 10px;color:var(--dim);font-size:.95rem}
.letter{border-left:3px solid var(--line);padding:2px 0 2px 12px;margin:6px 0 12px;overflow-wrap:anywhere}
button,.button{font:inherit;font-weight:600;min-height:46px;padding:9px 18px;border-radius:12px;border:1px solid var(--line);background:var(--paper);color:var(--ink);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
button.first{background:var(--kaki);border-color:var(--kaki);color:var(--kaki-ink)}
button.link{border:0;background:none;min-height:44px;padding:8px 4px;color:inherit;text-decoration:underline;text-underline-offset:3px;font-weight:500}
:focus-visible{outline:3px solid var(--kaki);outline-offset:2px}
form{margin:0}
.row{display:flex;flex-wrap:wrap;gap:10px;align-items:center;margin:8px 0 10px}
.devices{list-style:none;margin:0 0 8px;padding:0}
.devices li{display:flex;flex-wrap:wrap;gap:8px 12px;justify-content:space-between;align-items:center;border-top:1px solid var(--line);padding:10px 0}
.devices+div{border-top:1px solid var(--line);padding-top:12px}
[hidden]{display:none!important}
.channel summary{flex-wrap:wrap;gap:0 10px}
.channel summary span:first-of-type{flex:1 1 auto}
.channel summary span:first-of-type::first-letter{text-transform:uppercase}
@media(max-width:480px){.channel summary .state{flex:1 0 100%;padding-left:calc(1.2em + 10px)}}
.after{margin-top:8px}
.state{font-weight:600;font-size:.95rem}.state.given{color:var(--good)}.state.withdrawn{color:var(--bad)}.state.none{color:var(--dim)}
label{display:block;font-weight:600;margin:8px 0 4px}
label.check{display:flex;gap:10px;align-items:center;font-weight:400;min-height:44px}
input[type=checkbox],input[type=radio]{width:22px;height:22px;accent-color:var(--kaki);flex:none}
select,textarea,input:is(:not([type]),[type=tel],[type=email]){font:inherit;color:inherit;background:var(--ground);border:1px solid #8a8075;border-radius:10px;padding:10px 12px;width:100%;min-height:46px}
textarea{min-height:84px;resize:vertical}
details{border-top:1px solid var(--line);padding:4px 0}
summary{cursor:pointer;min-height:46px;display:flex;align-items:center;font-weight:600}
summary::before{content:"+";display:inline-block;width:1.2em;color:var(--kaki);font-weight:700}
details[open]>summary::before{content:"–"}
.done{background:var(--paper);border:2px solid var(--good);border-radius:14px;padding:12px 16px;margin:0 0 18px;font-weight:600}
a{color:var(--kaki);text-underline-offset:3px}
footer{color:var(--dim);font-size:.92rem;margin-top:24px}
`

/** What stands in the head of a page that is somebody's own: for no search engine, and its address is told to nobody. */
export const THEIR_OWN = '<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">'

/** What a page has besides its body: style of its own, attributes of `main`, what stands after it. */
export interface Around {
  style?: string
  main?: string
  after?: string
}

/** A whole page. `more` is style of its own, or all that stands around the body; `head` what a public page says of itself instead. */
export function frame(
  language: string,
  title: string,
  body: string,
  more: string | Around = '',
  head = THEIR_OWN,
): string {
  const { style = '', main = '', after = '' } = typeof more === 'string' ? { style: more } : more
  return `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${head}<link rel="icon" href="/icon.svg"><title>${escaped(title)}</title><style>${STYLE}${style}</style></head><body><main${main}>${body}</main>${after}</body></html>`
}

/** A form of one act. The token is in the address, nothing else is needed. */
export const form = (action: string, fields: Record<string, string>, inside: string): string =>
  `<form method="post" action="${escaped(action)}">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
    .join('')}${inside}</form>`
export const button = (words: string, kind = ''): string =>
  `<button${kind ? ` class="${kind}"` : ''}>${escaped(words)}</button>`
