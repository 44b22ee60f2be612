import type { MyPage } from '../../../contract/my-page.ts'
import { button, escaped, form } from '../../messages/page-shell.ts'
import { sayDay } from '../../moments/say-day.ts'
import { DETAILS_WORDS } from './details-words.ts'

/** What we know of them, folded: they say that it is right, or mend it. What they wrote and could not be read stands there again, open. */
export function detailsHtml({ details, language }: MyPage, base: string, typed?: URLSearchParams): string {
  const words = DETAILS_WORDS[language]
  const field = (name: string, label: string, value: string, more = ''): string =>
    `<label for="d-${name}">${escaped(label)}</label><input id="d-${name}" name="${name}" value="${escaped(typed?.get(name) ?? value)}" maxlength="200" ${more}>`
  const names =
    details.kind === 'company'
      ? field('companyName', words.companyName, details.companyName, 'autocomplete="organization"')
      : field('givenName', words.givenName, details.givenName, 'autocomplete="given-name"') +
        field('familyName', words.familyName, details.familyName, 'autocomplete="family-name"') +
        field('addressAs', words.addressAs, details.addressAs)
  const address =
    `<label for="d-street">${escaped(words.street)}</label><textarea id="d-street" name="street" rows="2" maxlength="200" autocomplete="street-address">${escaped(typed?.get('street') ?? details.street)}</textarea>` +
    field('postcode', words.postcode, details.postcode, 'autocomplete="postal-code"') +
    field('city', words.city, details.city, 'autocomplete="address-level2"')
  const keeps = (mark: string): string => (!typed || typed.getAll('keep').includes(mark) ? ' checked' : '')
  const known = (list: MyPage['details']['phones']): string =>
    list
      .map(
        ({ mark, shown }) =>
          `<label class="check"><input type="checkbox" name="keep" value="${escaped(mark)}"${keeps(mark)}> ${escaped(shown)}</label>`,
      )
      .join('')
  const reach =
    known(details.phones) +
    field('phone', words.phone, '', 'type="tel" autocomplete="tel"') +
    known(details.emails) +
    field('email', words.email, '', 'type="email" autocomplete="email"')
  const since = details.confirmedAt
    ? `<p class="small dim">${escaped(words.since(sayDay(details.confirmedAt.slice(0, 10), language, true)))}</p>`
    : ''
  return `<section aria-labelledby="details"><h2 id="details">${escaped(words.title)}</h2><p class="dim">${escaped(words.lead)}</p>${since}<details${typed ? ' open' : ''}><summary>${escaped(words.open)}</summary>${form(`${base}/details`, {}, `${names}${address}<p class="small dim">${escaped(words.keep)}</p>${reach}<div class="row">${button(words.right, 'first')}</div>`)}</details></section>`
}
