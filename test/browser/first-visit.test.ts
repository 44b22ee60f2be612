import { describe, expect, test } from 'vitest'
import { axeFaults, FIRST_PERSON, found, gone, openStreet, PHONE, presses, sees, writes } from './browser.ts'

/** A new owner opens their house and greets a first test car, within five minutes. */
describe.skipIf(!found)('the first visit (skipped without Chromium)', async () => {
  if (!found) return
  const [french, english] = [await openStreet(), await openStreet()]

  test('in French, on a phone, with the keyboard alone', async () => {
    const { page, faults } = await french.visit({ size: PHONE, languages: 'fr' })
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const field = (name: string | RegExp) => page.getByLabel(name, { exact: typeof name === 'string' })

    await page.goto('/')
    await sees(page.getByRole('heading', { level: 1, name: 'Bienvenue chez Okaeri' }))
    expect(await page.title()).toBe('Bienvenue chez Okaeri · Okaeri')
    expect(await page.getAttribute('html', 'lang')).toBe('fr')
    expect(await axeFaults(page)).toEqual([])

    await presses(page, button('Commencer'))
    await sees(page.getByRole('heading', { level: 1, name: 'Vous' }))
    // What is not filled in is said in words, and the field is under the hand.
    await presses(page, button('Continuer'))
    await sees(page.getByText('Ce champ est nécessaire'))
    await page.waitForFunction(() => document.activeElement?.getAttribute('autocomplete') === 'name')
    await writes(page, field('Votre nom'), FIRST_PERSON.name)
    await writes(page, field('E-mail'), FIRST_PERSON.email)
    await writes(page, field('Mot de passe'), 'trop court')
    await page.keyboard.press('Enter')
    await sees(page.getByText('Il manque 2 caractères'))
    expect(await axeFaults(page)).toEqual([])
    await writes(page, field('Mot de passe'), FIRST_PERSON.password)
    await page.keyboard.press('Enter')

    await sees(page.getByRole('heading', { level: 1, name: 'Votre réseau' }))
    await writes(page, field('Nom du réseau'), FIRST_PERSON.network)
    await page.keyboard.press('Enter')

    await sees(page.getByRole('heading', { level: 1, name: 'Votre premier lieu' }))
    expect(await axeFaults(page)).toEqual([])
    await writes(page, field('Nom du lieu'), 'Versailles')
    await writes(page, field('Ville'), 'Versailles')
    await presses(page, button('Ouvrir la maison'))

    await sees(page.getByRole('heading', { level: 1, name: 'Ma journée' }))
    await sees(page.getByRole('heading', { name: 'Accueillez une première voiture' }))
    const step = page.locator('li[aria-current=step]')

    await sees(step.getByText('Ajouter une caméra'))
    await presses(page, button('Créer la caméra d’essai'))

    await sees(step.getByText('Ajouter un client et sa voiture'))
    expect(await axeFaults(page)).toEqual([])
    await writes(page, field('Prénom'), 'Anne')
    await writes(page, field('Nom'), 'Cieille')
    await writes(page, field('Plaque'), 'FM-046-SC')
    await writes(page, field('Marque'), 'Renault')
    await writes(page, field('Modèle'), 'Captur')
    await writes(page, field('Couleur'), 'blanc')
    await presses(page, button('Ajouter'))

    await sees(step.getByText('Faire passer la voiture devant la caméra'))
    // The form that is gone was taller than the screen: what comes next stands in it.
    const next = await step.boundingBox()
    expect(next!.y).toBeGreaterThan(0)
    expect(next!.y + next!.height).toBeLessThan(PHONE.height)
    await presses(page, button('Envoyer FM-046-SC'))

    const card = page.getByRole('article', { name: 'Anne Cieille' })
    await sees(card)
    await sees(card.getByText('Renault Captur, blanc'))
    await sees(card.getByText('FM-046-SC'))
    await sees(card.getByText('À vous', { exact: true }))
    await sees(step.getByText('Sur la carte, appuyez sur'))
    await page.waitForFunction(() => document.title.startsWith('(1)'))

    await presses(page, card.getByRole('button', { name: 'J’y vais' }))
    await sees(page.getByText('Vous allez accueillir Anne Cieille.'))
    await sees(card.getByText('Vous y allez'))
    await presses(page, card.getByRole('button', { name: 'Accueilli' }))
    await sees(page.getByRole('heading', { name: 'Votre première personne est accueillie' }))
    await sees(page.getByText('Anne Cieille, accueil noté.'))

    // What was done is undone from the keyboard too, while the toast is there.
    await presses(page, button('Annuler'))
    await sees(card.getByRole('button', { name: 'Accueilli' }))
    await presses(page, card.getByRole('button', { name: 'Accueilli' }))
    await sees(card.getByText(/^Accueilli par Odile Propriétaire en/u))
    await gone(card.getByText('attend', { exact: true }))
    expect(faults).toEqual([])
  })

  test('in English, at a desk, with the mouse', async () => {
    const { page, faults } = await english.visit({ languages: 'en' })
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const field = (name: string) => page.getByLabel(name, { exact: true })

    await page.goto('/')
    await button('Begin').click()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await field('Your name').fill('Olive Owner')
    await field('E-mail').fill('olive@example.org')
    await field('Password').fill('a blue horse at full gallop')
    await button('Continue').click()
    await field('Name of the network').fill('Vale Motors')
    await button('Continue').click()
    await field('Name of the site').fill('Bath')
    await button('Open the house').click()

    await sees(page.getByRole('heading', { level: 1, name: 'My day' }))
    await button('Create the test camera').click()
    await field('First name').fill('Ada')
    await field('Last name').fill('Lovelace')
    await field('Plate').fill('GA-046-SC')
    await button('Add').click()
    await button('Send GA-046-SC').click()
    const card = page.getByRole('article', { name: 'Ada Lovelace' })
    await card.getByRole('button', { name: 'I’m going' }).click()
    await card.getByRole('button', { name: 'Greeted' }).click()
    await sees(page.getByRole('heading', { name: 'Your first person has been greeted' }))

    // The way on stays until it is gone or put aside, and comes back when that was a slip.
    await page.reload()
    const wayOn = page.getByRole('region', { name: 'To make the house ready' })
    await sees(wayOn.getByRole('link', { name: 'Import customers' }))
    await wayOn.getByRole('button', { name: 'Put aside' }).click()
    await gone(wayOn)
    await button('Undo').last().click()
    await sees(wayOn)
    await wayOn.getByRole('button', { name: 'Put aside' }).click()
    await page.reload()
    await sees(page.getByRole('heading', { level: 1, name: 'My day' }))
    await sees(page.getByRole('link', { name: 'Ada Lovelace' }))
    await gone(wayOn)

    // The floor and the wall say the same; leaving by the door asks to sign in again.
    await page.getByRole('link', { name: 'Floor', exact: true }).click()
    await sees(page.getByRole('link', { name: 'Ada Lovelace' }))
    await button('Sign out').click()
    await sees(page.getByRole('heading', { level: 1, name: 'Sign in' }))
    expect(await page.getByText('Ada Lovelace').count(), 'a name stays behind on the sign-in page').toBe(0)
    await field('E-mail').fill('olive@example.org')
    await field('Password').fill('not the password at all')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await sees(page.getByText('The e-mail and the password do not match'))
    await field('Password').fill('a blue horse at full gallop')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await sees(page.getByRole('heading', { level: 1, name: 'My day' }))
    expect(faults).toEqual([])
  })
})
