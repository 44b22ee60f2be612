import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, gone, openStreet, sees, settled, timePasses, type Window } from './browser.ts'

/** A customer from the first line written about them to the day their page is put away; and a file of many. */
describe.skipIf(!found)('a customer (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet({ microphone: true })
  let window: Window
  let page: Page
  let address = ''
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const part = (name: string) => page.getByRole('region', { name })

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const opened = await page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    expect(opened.status()).toBe(200)
  })

  test('is written down with a phone and a car', async () => {
    await page.goto('/customers')
    await sees(page.getByText('Aucun client pour l’instant'))
    await button('Nouveau client').first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Prénom').fill('Anne')
    await form.getByLabel('Nom', { exact: true }).fill('Cieille')
    await form.getByLabel('Téléphone').fill('06 39')
    await form.getByLabel('Plaque').fill('fm046sc')
    await form.getByLabel('Marque').fill('Renault')
    await form.getByLabel('Modèle').fill('Captur')
    // Called away, and back: what was typed is there.
    await page.reload()
    await sees(page.getByRole('heading', { level: 1 }).or(form))
    if (!(await form.isVisible())) await button('Nouveau client').first().click()
    await sees(form.getByText('Repris là où vous en étiez.'))
    expect(await form.getByLabel('Plaque').inputValue()).toBe('fm046sc')
    await button('Créer la fiche').click()
    // A number that cannot be dialled is told at its field, and nothing is lost.
    await sees(page.getByText('Ce numéro ne se compose pas.'))
    await form.getByLabel('Téléphone').fill('06 39 98 01 01')
    await button('Créer la fiche').click()
    await sees(page.getByRole('heading', { level: 1, name: 'Anne Cieille' }))
    await sees(page.getByText('La fiche de Anne Cieille est prête.'))
    await sees(part('Coordonnées').getByText('06 39 98 01 01'))
    await sees(part('Véhicules et produits').getByText('FM-046-SC'))
    address = page.url()
  })

  test('says their name, which is kept, heard and taken away again', async () => {
    await button('Enregistrer son nom').click()
    const dialog = page.getByRole('dialog', { name: 'Le nom de Anne Cieille' })
    await sees(dialog)
    await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await sees(dialog.getByText('Enregistrement en cours'))
    // The false microphone beeps once a second: a name of that length.
    await timePasses(page, 1_200)
    await dialog.getByRole('button', { name: 'Terminer' }).click()
    await sees(dialog.getByRole('button', { name: 'Écouter' }))
    expect(await axeFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Garder' }).click()
    await sees(page.getByText('Son nom est enregistré'))
    await gone(dialog)
    const heard = page.waitForResponse(
      (answer) => answer.url().endsWith('/voice') && answer.request().method() === 'GET',
    )
    await button('Écouter le nom de Anne Cieille').first().click()
    expect((await heard).headers()['content-type']).toMatch(/^audio\//u)
    await page.waitForFunction(() =>
      [...document.querySelectorAll('audio')].some((audio) => audio.currentTime > 0 && audio.error === null),
    )
    await button('Retirer l’enregistrement').click()
    await sees(page.getByText('L’enregistrement est retiré.'))
    await button('Annuler').click()
    await sees(button('Retirer l’enregistrement'))
    await button('Retirer l’enregistrement').click()
    await sees(button('Enregistrer son nom'))
  })

  test('is changed in two tabs at once, and neither hand loses what it wrote', async () => {
    const other = await street.tab(window.context)
    await other.page.goto(address)
    const edit = async (at: Page, name: string, value: string) => {
      await at.getByRole('button', { name: 'Modifier : Qui c’est' }).click()
      await at.getByLabel(name, { exact: true }).fill(value)
    }
    const save = (at: Page) => at.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await edit(page, 'Se prononce', 'si-èye')
    await edit(other.page, 'Se prononce', 'si-eille')
    await save(page)
    await sees(part('Qui c’est').getByText('si-èye'))
    await save(other.page)
    const note = other.page.getByRole('alert').filter({ hasText: 'Quelqu’un écrit aussi sur cette fiche' })
    await sees(note.getByText('Se prononce : si-èye'))
    expect(await other.page.getByLabel('Se prononce', { exact: true }).inputValue()).toBe('si-eille')
    await other.page.getByRole('button', { name: 'Garder la version du collègue' }).click()
    expect(await other.page.getByLabel('Se prononce', { exact: true }).inputValue()).toBe('si-èye')
    await other.page.getByLabel('Prénom', { exact: true }).fill('Anne-Lise')
    await save(other.page)
    await sees(other.page.getByRole('heading', { level: 1, name: 'Anne-Lise Cieille' }))
    expect(other.faults).toEqual([])
    await other.page.close()
    await page.reload()
    await sees(page.getByRole('heading', { level: 1, name: 'Anne-Lise Cieille' }))
    await sees(part('Qui c’est').getByText('si-èye'))
  })

  test('books an appointment, and the desk expects them', async () => {
    await settled(page)
    await page.getByRole('button', { name: 'Prendre rendez-vous' }).first().click()
    const form = page.getByRole('form', { name: 'Prendre rendez-vous' })
    const [day, clock] = soon()
    await form.getByLabel('Jour').fill(day)
    await form.getByLabel('Heure').fill(clock)
    await form.getByLabel('Motif').fill('Bruit à l’arrière')
    await form.getByRole('button', { name: 'Réserver' }).click()
    await sees(page.getByText(/^C’est réservé/u))
    await sees(part('Rendez-vous').getByText('Bruit à l’arrière'))
  })

  test('has a note whose hint is on the card when they come', async () => {
    await field('Ce que vous avez appris ou promis').fill('Sa fille a réussi son permis.')
    await page.getByText('à dire', { exact: true }).click()
    await sees(page.getByText('Sera sur la carte : une chose à dire en arrivant.'))
    await button('Écrire').click()
    await sees(page.getByText('La note est écrite.'))
    await sees(part('Ce qui s’est passé').getByText('Sa fille a réussi son permis.'))
    expect(await axeFaults(page)).toEqual([])
    await button('Est là').click()
    await sees(page.getByText('Anne-Lise Cieille est sur place.'))
    await page.getByRole('link', { name: 'Accueil', exact: true }).click()
    const card = page.getByRole('article', { name: 'Anne-Lise Cieille' })
    await sees(card.getByText('Sa fille a réussi son permis.'))
    await sees(card.getByText('si-èye'))
    await sees(card.getByText('Bruit à l’arrière'))
  })

  test('has a past one can sift: by the keyboard, by a link, and nothing found says what hides the rest', async () => {
    await page.goto(address)
    const sift = page.getByRole('search', { name: 'Filtrer ce qui s’est passé' })
    const note = sift.getByRole('checkbox', { name: /^Note/u })
    await note.focus()
    await page.keyboard.press('Space')
    await page.waitForURL(/[?&]kinds=note(?:&|$)/u)
    await sees(page.getByText(/^\d+ sur \d+$/u))
    await expect.poll(() => note.isChecked()).toBe(true)
    await sift.getByLabel('Au', { exact: true }).fill('2020-01-31')
    await sees(page.getByText('Rien de tel'))
    await sees(page.getByText(/^Vous ne regardez que\u00a0: Note · jusqu’au 31 janvier 2020\. Le reste est caché/u))
    expect(await axeFaults(page)).toEqual([])
    // The address is the filter: a colleague who opens it sees the same.
    const link = page.url()
    const other = await street.tab(window.context)
    await other.page.goto(link)
    await sees(other.page.getByText('Rien de tel'))
    await other.page.getByRole('button', { name: 'Tout montrer' }).click()
    await gone(other.page.getByText('Rien de tel'))
    expect(new URL(other.page.url()).search).not.toMatch(/kinds|to=/u)
    await other.page.close()
  })

  test('is put away, and brought back', async () => {
    await page.goto(address)
    await settled(page)
    await button('Autres gestes sur cette fiche').click()
    await page.getByRole('menuitem', { name: 'Ranger la fiche' }).click()
    await sees(page.getByText('Cette fiche est rangée'))
    await button('Annuler').click()
    await gone(page.getByText('Cette fiche est rangée'))
    expect(window.faults).toEqual([])
  })

  test('and two hundred others come in a file of another age, but for the row that names nobody', async () => {
    // No two share a number, nor have one a digit apart: they stay two hundred people.
    const rows = Array.from({ length: 200 }, (_, n) => `C${n};Élodie;Besançon${n};06 39 98 ${1000 + n * 37}`)
    const text = ['Numéro client;Prénom;Nom;Téléphone mobile', ...rows, 'C900;;;06 39 98 99 99'].join('\r\n')
    await page.goto('/import')
    await field('D’où il vient').fill('Ancien logiciel')
    await page.locator('input[type=file]').setInputFiles({
      name: 'clients.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    })
    await sees(page.getByRole('heading', { level: 1, name: 'clients.csv' }))
    expect(await page.getByLabel('Écriture').inputValue()).toBe('windows-1252')
    expect(await page.getByLabel('Séparateur').inputValue()).toBe(';')
    // What it will be is seen before it is: the accents of 1995 are right, and one row is set aside with its reason.
    await sees(page.getByText('Élodie Besançon0').or(page.getByText('Besançon0')))
    await sees(page.getByText('aucun nom'))
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
    await button('Importer 200 lignes').click()
    await sees(page.getByText('terminé', { exact: true }))
    await sees(
      button(/^Télécharger la ligne mise de côté/u).or(page.getByRole('link', { name: /Télécharger la ligne/u })),
    )
    const refused = await page.request.get(`/api/imports/${page.url().split('/').at(-1)?.split('?')[0]}/refused.csv`)
    expect(await refused.text()).toContain('C900')
    await page.getByRole('link', { name: 'Voir les clients' }).click()
    await sees(page.getByText('201 clients'))
    expect(window.faults).toEqual([])
  })
})

/** The civil day and the clock in Paris in two minutes: still today, but for the last two of the day. */
function soon(): [day: string, clock: string] {
  const then = Temporal.Now.zonedDateTimeISO('Europe/Paris').add({ minutes: 2 })
  return [then.toPlainDate().toString(), then.toPlainTime().toString({ smallestUnit: 'minute' })]
}
