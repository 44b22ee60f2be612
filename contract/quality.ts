import { z } from 'zod'
import { because } from './because.ts'
import { endpoint, id, idParams, instant, line, text } from './endpoint.ts'
import { who } from './facts.ts'
import { inLanguages, scale } from './surveys.ts'

/** Where a product or a service stands: from the shelf to the shelf, by way of an alert, a withdrawal and a better version. */
export const SHELF_STATES = ['on-shelf', 'alert', 'proposed', 'withdrawn', 'returning', 'returned'] as const
export const shelfState = z.enum(SHELF_STATES)
export type ShelfState = z.infer<typeof shelfState>
export const PRODUCT_KINDS = ['product', 'service'] as const
export const productKind = z.enum(PRODUCT_KINDS)
export type ProductKind = z.infer<typeof productKind>

/** The network's own thresholds. Probabilities are that the true mean lies under the bar. */
export const gateSettings = z
  .object({
    bar: z.number().min(1.5).max(4.5).default(3),
    /** Below this many people nothing is said. */
    minimum: z.number().int().min(3).max(1000).default(5),
    /** Null: as soon as the plain mean is under the bar. Else from this probability on. */
    alertAt: z.number().min(0.5).max(0.99).nullable().default(null),
    proposeAt: z.number().min(0.5).max(0.999).default(0.8),
    withdrawAt: z.number().min(0.5).max(0.9999).default(0.95),
    /** How sure that the new version is above the bar, before its return is proposed on its ratings. */
    returnAt: z.number().min(0.5).max(0.999).default(0.8),
    /** Ratings older than this say nothing any more; null: all of the version. */
    windowDays: z.number().int().min(7).max(3650).nullable().default(365),
    clockDays: z.number().int().min(3).max(365).default(30),
    /** Leaves and returns without a person's word, on the strongest evidence alone. */
    automatic: z.boolean().default(false),
  })
  .refine((all) => all.proposeAt <= all.withdrawAt, {
    path: ['withdrawAt'],
    message: 'to withdraw asks for at least as much as to propose',
  })
export type GateSettings = z.output<typeof gateSettings>

/** What the ratings of one version tell. */
export const evidence = z.object({
  version: z.number().int(),
  /** People heard, each once. */
  n: z.number().int(),
  /** How many of each star; not whole where another scale was asked. */
  counts: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]),
  naive: z.number().nullable(),
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  /** How likely the true mean is under the bar, and under which bar. */
  below: z.number(),
  bar: z.number(),
  /** Of people we know by name or number: what a withdrawal without a person's word rests on. */
  known: z.object({ n: z.number().int(), below: z.number() }),
  /** Kept and not counted: left out as they came, said again by the same person, older than the window. */
  leftOut: z.number().int(),
  again: z.number().int(),
  old: z.number().int(),
})
export type Evidence = z.infer<typeof evidence>

export const shopLink = z.object({
  title: line(80),
  url: z
    .url()
    .max(500)
    .refine((url) => /^https?:/u.test(url), 'an address beginning with https://'),
})
export const productDraft = z.object({
  kind: productKind,
  /** As the shop, the workshop and the surveys call it. An @ stands between a reference and its version. */
  reference: line(80)
    .min(1)
    .refine((ref) => !ref.includes('@'), 'without @, which stands before a version'),
  name: inLanguages(160).refine((name) => Object.values(name).some(Boolean), 'a name in one language at least'),
  /** Null: everywhere. */
  siteIds: z.array(id).min(1).max(500).nullable().default(null),
  links: z.array(shopLink).max(10).default([]),
  ownerId: id.nullable().default(null),
})

const person = z.object({ id, name: z.string() }).nullable()
const proposal = z.object({
  id,
  move: z.enum(['withdraw', 'return']),
  /** `sure`: the threshold of withdrawal is passed, not only that of the proposal. */
  strength: z.enum(['likely', 'sure']),
  because: z.array(because),
  at: instant,
})
export type Proposal = z.infer<typeof proposal>
export const productCard = productDraft.omit({ ownerId: true }).extend({
  id,
  state: shelfState,
  stateAt: instant,
  version: z.number().int(),
  versionLabel: z.string(),
  because: z.array(because),
  evidence: evidence.nullable(),
  owner: person,
  /** The clock of the improvement file, when one is open. */
  clock: z.object({ openedAt: instant, dueAt: instant, daysLeft: z.number().int(), days: z.number().int() }).nullable(),
  proposal: proposal.nullable(),
  /** Deliveries that nobody answered and that wait for a person. */
  deadLetters: z.number().int(),
  archived: z.boolean(),
  mayManage: z.boolean(),
})
export type ProductCard = z.infer<typeof productCard>

export const listProducts = endpoint({
  name: 'listProducts',
  method: 'GET',
  path: '/api/quality/products',
  access: 'voice.read',
  summary: 'The board of the product gate: every product and service with its state, its stars and its clock.',
  query: z.object({ archived: z.stringbool().default(false), q: line(120).optional() }),
  answer: z.object({ products: z.array(productCard), settings: gateSettings, deadLetters: z.number().int() }),
})
export const createProduct = endpoint({
  name: 'createProduct',
  method: 'POST',
  path: '/api/quality/products',
  access: 'gate.manage',
  summary: 'A product or a service whose ratings are watched; those already given under its reference count at once.',
  body: productDraft,
  answer: productCard,
})
export const updateProduct = endpoint({
  name: 'updateProduct',
  method: 'PATCH',
  path: '/api/quality/products/:id',
  access: 'gate.manage',
  summary: 'Changes its name, sites, links or owner. A reference is for good: what was rated stays what was rated.',
  params: idParams,
  body: productDraft.omit({ reference: true }).partial().extend({ archived: z.boolean().optional() }),
  answer: productCard,
})

const importRow = z.object({
  line: z.number().int(),
  reference: z.string(),
  name: z.string(),
  kind: productKind,
  what: z.enum(['new', 'changed', 'same']),
})
export const importProducts = endpoint({
  name: 'importProducts',
  method: 'POST',
  path: '/api/quality/import',
  access: 'gate.manage',
  reach: 'network',
  summary:
    'A CSV of products (reference; name; kind; name_en; links). Shown first; kept with keep=true. Bad rows aside.',
  query: z.object({ keep: z.stringbool().default(false) }),
  body: z.instanceof(Uint8Array),
  answer: z.object({
    rows: z.array(importRow),
    aside: z.array(z.object({ line: z.number().int(), because })),
    counts: z.object({ new: z.number(), changed: z.number(), same: z.number(), aside: z.number() }),
    kept: z.boolean(),
  }),
})

/** A rating as another system tells it. */
export const ratingDraft = z.object({
  source: line(60).min(1),
  key: line(200).min(1),
  /** The product's reference. */
  product: line(80).min(1),
  /** The version it is about, by its label; left out: the one on the shelf that day. */
  version: line(40).optional(),
  score: z.number(),
  scale: scale.default({ min: 1, max: 5, direction: 'up' }),
  at: instant,
  /** Whoever gave it, as that system numbers people: several of one person count once. Kept as a mark, never in clear. */
  rater: line(200).optional(),
  /** Which customer of ours it is, where that is known. */
  who: who.optional(),
  site: id.nullable().default(null),
  language: z
    .string()
    .regex(/^[a-z]{2}$/u)
    .default('fr'),
  words: text(5000).default(''),
})
export const tellRatings = endpoint({
  name: 'tellRatings',
  method: 'POST',
  path: '/api/ratings',
  access: 'facts.tell',
  summary:
    'Ratings of products and services from another system, by an API key. The same (source, key) again replaces itself.',
  body: z.object({ ratings: z.array(z.unknown()).min(1).max(500) }),
  answer: z.object({
    kept: z.number().int(),
    again: z.number().int(),
    aside: z.array(z.object({ index: z.number().int(), key: z.string(), because })),
  }),
})

export const readGateSettings = endpoint({
  name: 'readGateSettings',
  method: 'GET',
  path: '/api/quality/settings',
  access: 'voice.read',
  summary: 'The thresholds of the product gate.',
  answer: gateSettings,
})
export const setGateSettings = endpoint({
  name: 'setGateSettings',
  method: 'PUT',
  path: '/api/quality/settings',
  access: 'gate.manage',
  reach: 'network',
  summary: 'Sets the thresholds; every product is looked at again.',
  body: gateSettings,
  answer: gateSettings,
})
export const FINDINGS = ['too-few', 'fine', 'alert', 'propose', 'withdraw'] as const
export const finding = z.enum(FINDINGS)
export type Finding = z.infer<typeof finding>
export const previewGateSettings = endpoint({
  name: 'previewGateSettings',
  method: 'POST',
  path: '/api/quality/settings/preview',
  access: 'gate.manage',
  reach: 'network',
  summary: 'With these thresholds, today: what would be found of each product. Nothing is changed.',
  body: gateSettings,
  answer: z.object({
    counts: z.record(finding, z.number().int()),
    moved: z.array(z.object({ id, name: z.record(z.string(), z.string()), was: finding, becomes: finding })),
  }),
})
