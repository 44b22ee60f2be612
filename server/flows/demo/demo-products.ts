/** A product of the demo, with the stars it was given, the oldest first. */
export interface DemoProduct {
  kind: 'product' | 'service'
  reference: string
  name: Record<string, string>
  stars: readonly number[]
  words: readonly string[]
  /** Left the shelf so many days ago, and why. */
  left?: number
  why?: string
  version?: { label: string; changed: Record<string, string> }
  file?: { wrong: string; cause: string; actions: { title: string; done: boolean }[]; note: string }
}

const many = (...counts: [one: number, two: number, three: number, four: number, five: number]): number[] => {
  // Dealt in turn, so that old and new are alike.
  const left = [...counts]
  const dealt: number[] = []
  while (left.some((n) => n > 0))
    for (const [at, n] of left.entries())
      if (n > 0) {
        dealt.push(at + 1)
        left[at] = n - 1
      }
  return dealt
}

export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  {
    kind: 'product',
    reference: 'PLAQ-12',
    name: { fr: 'Plaquettes de frein avant', en: 'Front brake pads' },
    stars: many(6, 4, 2, 1, 1),
    words: [
      'Ça grince depuis le premier jour, je suis revenue deux fois.',
      'Freinage correct mais un bruit insupportable en ville.',
      'Correct, sans plus.',
      'Rien à dire, ça freine.',
      'Très bien.',
      'Le bruit revient dès qu’il pleut. Vous pouvez m’appeler au 06 39 98 01 27.',
      'Usées au bout de 12 000 km, je n’avais jamais vu ça.',
    ],
    file: {
      wrong: 'Elles grincent, surtout à froid et sous la pluie, et s’usent trop vite.',
      cause: 'Une garniture plus dure depuis le changement de fournisseur, en mars.',
      actions: [
        { title: 'Demander l’analyse du lot au fournisseur', done: true },
        { title: 'Essayer la garniture souple sur dix véhicules', done: false },
        { title: 'Rappeler les clients venus deux fois', done: false },
      ],
      note: 'Le fournisseur reconnaît un lot trop dur. Sa réponse écrite arrive lundi.',
    },
  },
  {
    kind: 'service',
    reference: 'LAVAGE-INT',
    name: { fr: 'Nettoyage intérieur', en: 'Interior cleaning' },
    stars: many(3, 1, 2, 2, 2),
    words: [
      'Des miettes encore sous les sièges.',
      'Décevant pour le prix.',
      'Moyen.',
      'Propre, mais une heure de retard.',
      'Impeccable.',
    ],
  },
  {
    kind: 'product',
    reference: 'BALAI-600',
    name: { fr: 'Balais d’essuie-glace 600', en: 'Wiper blades 600' },
    stars: many(7, 5, 2, 1, 0),
    words: ['Laissent des traces.', 'Bruyants après un mois.', 'Passables.', 'Bien.'],
    left: 24,
    why: 'Neuf retours en un mois.',
    version: {
      label: '2',
      changed: {
        fr: 'Une lame en silicone, essayée 5 000 km sans trace.',
        en: 'A silicone blade, tried for 5,000 km without a streak.',
      },
    },
  },
  {
    kind: 'product',
    reference: 'PNEU-4S-205',
    name: { fr: 'Pneu quatre saisons 205/55', en: 'All-season tyre 205/55' },
    stars: many(1, 1, 4, 12, 16),
    words: ['Déçu sur la neige.', 'Un peu bruyant.', 'Correct.', 'Bonne tenue sous la pluie.', 'Excellent.'],
  },
  {
    kind: 'service',
    reference: 'VIDANGE',
    name: { fr: 'Vidange et filtres', en: 'Oil and filters' },
    stars: many(1, 2, 5, 18, 24),
    words: ['Une trace d’huile dans l’allée.', '', 'Bien.', 'Rapide.', 'Parfait, merci à Karim.'],
  },
  {
    kind: 'product',
    reference: 'BATT-70',
    name: { fr: 'Batterie 70 Ah', en: 'Battery 70 Ah' },
    stars: many(1, 1, 2, 3, 5),
    words: [],
  },
  {
    kind: 'product',
    reference: 'TAPIS-C3',
    name: { fr: 'Tapis sur mesure', en: 'Fitted mats' },
    stars: [5, 4],
    words: [],
  },
]
