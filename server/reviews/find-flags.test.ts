import { describe, expect, it } from 'vitest'
import { ownTime } from '../../test/own-time.ts'
import { findFlags, flagsOf } from './find-flags.ts'

const colleagues = [{ name: 'Alice Conseil' }, { name: 'LE GOFF Yann' }, { name: 'Paul Petit' }, { name: 'Zoé' }]
const flags = (text: string) => flagsOf(text, findFlags(text, colleagues))
const stretches = (text: string) =>
  findFlags(text, colleagues).map(({ from, to, flag }) => [flag, text.slice(from, to)])

describe('what a person looks at before it is published', () => {
  it.each([
    ['Rappelez-moi au 06 39 98 01 01 svp', 'phone', '06 39 98 01 01'],
    ['Mon numéro : +33.6.39.98.01.01', 'phone', '+33.6.39.98.01.01'],
    ['06\u200b39\u200b98\u200b01\u200b01', 'phone', '06\u200b39\u200b98\u200b01\u200b01'],
    ['Écrivez à anne.vue@example.org', 'email', 'anne.vue@example.org'],
    ['anne (at) example point org', 'email', 'anne (at) example point org'],
    ['remboursez FR76 3000 6000 0112 3456 7890 189 vite', 'iban', 'FR76 3000 6000 0112 3456 7890 189'],
    ['IBAN DE89370400440532013000', 'iban', 'DE89370400440532013000'],
    ['carte 4111 1111 1111 1111', 'card', '4111 1111 1111 1111'],
    ['ma voiture AB-123-CD attend', 'plate', 'AB-123-CD'],
    ['allez plutôt sur https://concurrent.example/promo', 'link', 'https://concurrent.example/promo'],
    ['mieux chez garage-dupont.fr', 'link', 'garage-dupont.fr'],
    ['Merci à Alice Conseil', 'staff', 'Conseil'],
    ['monsieur le goff m’a bien reçu', 'staff', 'le goff'],
    ['Quel connard à l’accueil', 'insult', 'connard'],
    ['\u202eetxet', 'hidden', '\u202e'],
    ['Moussa est un voleur, RIB 30004 00823 00010123456 43', 'iban', '30004 00823 00010123456 43'],
    ['Je suis séropositif et Marine l’a répété', 'intimate', 'séropositif'],
    ['elle couche avec le chef d’atelier', 'intimate', 'couche avec'],
    ['Marine est enceinte', 'intimate', 'est enceinte'],
    ['Mme Garnier attend', 'person', 'Mme Garnier'],
    ['habite 3 rue Pasteur à Chatou', 'address', '3 rue Pasteur'],
    ['digicode 45B12, deuxième étage', 'secret', '45B12'],
    ['mon code PIN est 4821', 'secret', '4821'],
    ['le mot de passe : Renault78!', 'secret', 'Renault78!'],
    ['la vieille 1234 AB 78 rayée', 'plate', '1234 AB 78'],
    ['ma bx452kl', 'plate', 'bx452kl'],
    [
      'au zéro six trente-neuf quatre-vingt-dix-huit zéro un',
      'phone',
      'zéro six trente-neuf quatre-vingt-dix-huit zéro un',
    ],
    ['call oh seven seven double zero nine', 'phone', 'oh seven seven double zero nine'],
    ['châssis VF1RFB00X12345678', 'number', 'VF1RFB00X12345678'],
    ['permis n° 14AB12345', 'number', '14AB12345'],
    ['au ٠٦٣٩٩٨٠١٠١', 'phone', '٠٦٣٩٩٨٠١٠١'],
  ])('%j', (text, flag, stretch) => {
    expect(stretches(text)).toContainEqual([flag, stretch])
  })
  it('a novel is read by a person', () => expect(flags('Une bonne adresse. '.repeat(200))).toEqual(['long']))
})

describe('what is left alone', () => {
  it.each([
    'Merci à Alice et à Zoé, accueil parfait.',
    'Un petit souci de climatisation, réglé le jour même.',
    'On m’a donné un conseil utile.',
    'Payé 1 250,00 € le 12/11/2026 à 14h30, 85 000 km au compteur.',
    'Arnaque, incompétents, à fuir, 3 heures d’attente pour rien, nul.',
    'de 200 km et au 123 rue',
    'Commande 2026-001234 livrée',
    'Un, deux, trois essais, et enfin la quatrième fois',
    'Les enceintes de la voiture grésillent',
    'On se trompe de pièce, on la recommande',
    'Garé place de la République, rue bondée',
    'Code postal 78000, code promo ETE',
    'Le code défaut P0420 est revenu',
    'Un accueil violent, un prix violet',
    'Monsieur est reparti content, Madame aussi',
    '😀👍🏽 👨‍👩‍👧',
    'عربي נהדר 很好',
    '',
  ])('%j', (text) => expect(flags(text)).toEqual([]))
  it('hard words are an opinion: the unhappy are not looked at more closely than the happy', () => {
    expect(flags('Service lamentable, plus jamais.')).toEqual(flags('Service impeccable, à recommander.'))
  })
})

describe('what was typed to harm', () => {
  it.each([
    ['digits', '1'.repeat(50_000)],
    ['letters', 'a'.repeat(50_000)],
    ['at signs', '@'.repeat(50_000)],
    ['almost an address', `${'a.'.repeat(20_000)}@`],
    ['almost a number', '06 '.repeat(20_000)],
    ['capitals', 'AB-12 '.repeat(10_000)],
    ['almost an IBAN', `FR76${' A'.repeat(20_000)}`],
    ['zero widths', '\u200b'.repeat(5_000)],
  ])('%s take no time', (_name, text) => {
    expect(ownTime(() => findFlags(text, colleagues))).toBeLessThan(1_500)
  })
})
