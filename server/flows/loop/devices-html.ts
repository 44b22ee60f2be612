import type { MyPage } from '../../../contract/my-page.ts'
import { button, escaped, form } from '../../messages/page-shell.ts'
import { sayDay } from '../../moments/say-day.ts'
import { PAGE_WORDS } from './page-words.ts'

/**
 * The browsers that ring for them, each with its way out, which needs no script. To ask for one needs the browser itself: that choice is
 * hidden until its script finds that it can be kept (https, a browser that knows Web Push, a house that sends).
 */
export function devicesHtml(page: MyPage, token: string): string {
  const { push: said } = PAGE_WORDS[page.language]
  const { key, devices } = page.push
  if (!key && devices.length === 0) return ''
  const each = devices
    .map(({ id, name, since, known }) => {
      const called = name || said.some
      const off = `<button aria-label="${escaped(said.offOf(called))}">${escaped(said.off)}</button>`
      return `<li data-known="${escaped(known)}"><span><strong>${escaped(called)}</strong> <span class="this dim" hidden>(${escaped(said.this)})</span><br><span class="small dim">${escaped(said.since(sayDay(since.slice(0, 10), page.language, true)))}</span></span>${form(`/c/${token}/device-off`, { device: id }, off)}</li>`
    })
    .join('')
  const list = devices.length > 0 ? `<ul class="devices">${each}</ul>` : ''
  // Nothing to show until the script says so: without one the section is not there.
  return `<section id="push" aria-labelledby="devices"${devices.length > 0 ? '' : ' hidden'}><h2 id="devices">${escaped(said.title)}</h2><p class="dim">${escaped(said.lead)}</p>${list}${key ? `<p id="here-ios" hidden>${escaped(said.ios)}</p>` : ''}${here(page, token)}</section>${key ? '<script src="/c/notify.js" defer></script>' : ''}`
}

/** Put on a home screen, the page is an app of its own: without that no iPhone lets it notify. */
export function manifestOf({ network, language, push }: MyPage, token: string): string {
  return JSON.stringify({
    name: `${PAGE_WORDS[language].title}, ${network}`,
    short_name: network,
    lang: language,
    start_url: `/c/${token}`,
    scope: '/c/',
    id: push.scope,
    display: 'standalone',
    background_color: '#f7f3ec',
    theme_color: '#f7f3ec',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  })
}

/** The choice for the browser that reads this. */
function here(page: MyPage, token: string): string {
  const { push: said, youWouldSay } = PAGE_WORDS[page.language]
  const { key, scope, asked } = page.push
  if (!key) return ''
  const data = {
    key,
    scope,
    send: `/api/my/${token}/devices`,
    done: `/c/${token}?done=device`,
    denied: said.denied,
    failed: said.failed,
    busy: said.busy,
  }
  const told = Object.entries(data).map(([name, value]) => ` data-${name}="${escaped(value)}"`)
  return `<div id="here" hidden${told.join('')}><p class="small dim">${escaped(youWouldSay)}</p><blockquote class="said">${escaped(asked)}</blockquote>${offers(page, said.offers)}<div class="row">${button(said.here, 'first')}</div><p id="here-told" class="small" role="status"></p></div>`
}

/** Offers are a yes of their own, never ticked beforehand; said already, or refused altogether, they are not asked for here. */
function offers({ consents, objectedAt }: MyPage, label: string): string {
  const own = consents.find(({ channel }) => channel === 'push')
  if (!own || own.state === 'given' || objectedAt) return ''
  return `<label class="check"><input type="checkbox" id="here-offers"> ${escaped(label)}</label><blockquote class="said">${escaped(own.asked)}</blockquote>`
}
