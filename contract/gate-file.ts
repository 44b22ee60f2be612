import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, line, text } from './endpoint.ts'
import { delivery } from './gate-hooks.ts'
import { evidence, finding, productCard } from './quality.ts'
import { inLanguages } from './surveys.ts'

const person = z.object({ id, name: z.string() }).nullable()

/** A customer's words about it, with what must not be seen masked. */
export const spoken = z.object({
  id,
  stars: z.number().nullable(),
  version: z.number().int(),
  text: z.string(),
  polarity: z.number().int(),
  at: instant,
  site: z.string().nullable(),
  /** Null: not known, or not for these eyes. */
  customerId: id.nullable(),
  linked: z.boolean(),
  leftOut: z.string().nullable(),
})
export type Spoken = z.infer<typeof spoken>

export const improvement = z.object({
  id,
  title: z.string(),
  owner: person,
  dueOn: day.nullable(),
  doneAt: instant.nullable(),
})
export type Improvement = z.infer<typeof improvement>
export const PROOF_KINDS = ['text', 'link', 'file'] as const
export const proof = z.object({
  id,
  kind: z.enum(PROOF_KINDS),
  title: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  mime: z.string().nullable(),
  bytes: z.number().int(),
  by: z.string().nullable(),
  at: instant,
})
export type Proof = z.infer<typeof proof>
/** Proofs are pictures or PDF, 10 MB at most. */
export const PROOF_MAX_BYTES = 10 * 1024 * 1024

export const gateEvent = z.object({
  id,
  at: instant,
  kind: z.string(),
  by: z.string().nullable(),
  because: z.array(because),
  text: z.string(),
  undone: z.boolean(),
  mayUndo: z.boolean(),
})
export const qualityFile = z.object({
  id,
  version: z.number().int(),
  openedAt: instant,
  dueAt: instant,
  closedAt: instant.nullable(),
  outcome: z.enum(['recovered', 'improved', 'returned', 'declined', 'retired']).nullable(),
  owner: person,
  wrong: z.string(),
  cause: z.string(),
  actions: z.array(improvement),
  proofs: z.array(proof),
})
export type QualityFile = z.infer<typeof qualityFile>

export const readProduct = endpoint({
  name: 'readProduct',
  method: 'GET',
  path: '/api/quality/products/:id',
  access: 'voice.read',
  summary: 'All of one product: its ratings, what they tell against the bar, its file, decisions and deliveries.',
  params: idParams,
  answer: z.object({
    product: productCard,
    finding,
    /** Where the true mean may lie: how dense, from one star to five. */
    density: z.array(z.object({ mean: z.number(), density: z.number() })),
    versions: z.array(
      z.object({
        number: z.number().int(),
        label: z.string(),
        changed: z.record(z.string(), z.string()),
        madeAt: instant,
        shelfAt: instant.nullable(),
        evidence: evidence.nullable(),
      }),
    ),
    spoken: z.array(spoken),
    file: qualityFile.nullable(),
    before: z.array(qualityFile.pick({ id: true, version: true, openedAt: true, closedAt: true, outcome: true })),
    events: z.array(gateEvent),
    deliveries: z.array(delivery),
    /** Of the newest return: whose message left, whose waits for its hour, whose did not arrive, and who was held back. */
    told: z
      .object({
        told: z.number().int(),
        waiting: z.number().int(),
        lost: z.number().int(),
        not: z.array(z.object({ because, n: z.number().int() })),
      })
      .nullable(),
  }),
})

export const openFile = endpoint({
  name: 'openGateFile',
  method: 'POST',
  path: '/api/quality/products/:id/file',
  access: 'gate.manage',
  summary: 'Opens the improvement file and starts its clock by hand.',
  params: idParams,
  body: z.object({ reason: line(500).default('') }),
  answer: productCard,
})
export const updateFile = endpoint({
  name: 'updateGateFile',
  method: 'PATCH',
  path: '/api/quality/files/:id',
  access: 'voice.read',
  summary: 'What is wrong, its cause, who owns it. For its owner and those who manage the gate.',
  params: idParams,
  body: z.object({
    wrong: text(4000).optional(),
    cause: text(4000).optional(),
    ownerId: id.nullable().optional(),
  }),
})
export const addImprovement = endpoint({
  name: 'addImprovement',
  method: 'POST',
  path: '/api/quality/files/:id/actions',
  access: 'voice.read',
  summary: 'Something to be done, by whom and by when.',
  params: idParams,
  body: z.object({
    title: line(300).min(1),
    ownerId: id.nullable().default(null),
    dueOn: day.nullable().default(null),
  }),
  answer: improvement,
})
export const changeImprovement = endpoint({
  name: 'changeImprovement',
  method: 'PATCH',
  path: '/api/quality/actions/:id',
  access: 'voice.read',
  summary:
    'Done or not, by whom, by when; or taken away. For who does it, the owner of the file and those who manage the gate.',
  params: idParams,
  body: z.object({
    title: line(300).min(1).optional(),
    ownerId: id.nullable().optional(),
    dueOn: day.nullable().optional(),
    done: z.boolean().optional(),
    removed: z.boolean().optional(),
  }),
})
export const addProof = endpoint({
  name: 'addProof',
  method: 'POST',
  path: '/api/quality/files/:id/proofs',
  access: 'voice.read',
  summary: 'A proof in words or by a link.',
  params: idParams,
  body: z
    .object({
      title: line(160).min(1),
      text: text(4000).default(''),
      url: z
        .url()
        .max(1000)
        .refine((url) => /^https?:/u.test(url), 'an address beginning with https://')
        .nullable()
        .default(null),
    })
    .refine((one) => one.text !== '' || one.url !== null, 'words or a link'),
  answer: proof,
})
export const addProofFile = endpoint({
  name: 'addProofFile',
  method: 'POST',
  path: '/api/quality/files/:id/proofs/file',
  access: 'voice.read',
  summary: 'A proof as a picture (PNG, JPEG, WebP) or a PDF, 10 MB at most.',
  params: idParams,
  query: z.object({ title: line(160).min(1) }),
  body: z.instanceof(Uint8Array),
  answer: proof,
})
export const readProofFile = endpoint({
  name: 'readProofFile',
  method: 'GET',
  path: '/api/quality/proofs/:id/file',
  access: 'voice.read',
  summary: 'The picture or the PDF of a proof.',
  params: idParams,
  answer: z.instanceof(Uint8Array),
})
export const removeProof = endpoint({
  name: 'removeProof',
  method: 'PATCH',
  path: '/api/quality/proofs/:id',
  access: 'voice.read',
  summary: 'Takes a proof away, or puts it back.',
  params: idParams,
  body: z.object({ removed: z.boolean() }),
})
export const linkWords = endpoint({
  name: 'linkWords',
  method: 'POST',
  path: '/api/quality/files/:id/words',
  access: 'voice.read',
  summary: 'Puts a customer’s words into the file, or takes them out.',
  params: idParams,
  body: z.object({ verbatimId: id, linked: z.boolean() }),
})
export const noteInFile = endpoint({
  name: 'noteInFile',
  method: 'POST',
  path: '/api/quality/files/:id/notes',
  access: 'voice.read',
  summary: 'A dated line in the log of the file.',
  params: idParams,
  body: z.object({ text: text(2000).min(1) }),
})

export const withdrawProduct = endpoint({
  name: 'withdrawProduct',
  method: 'POST',
  path: '/api/quality/products/:id/withdraw',
  access: 'gate.manage',
  summary: 'Takes it off the shelf: confirms the proposal, or decides by hand with a reason. Shops are told.',
  params: idParams,
  body: z.object({ reason: text(1000).default('') }),
  answer: z.object({ product: productCard, event: id }),
})
export const declineProposal = endpoint({
  name: 'declineProposal',
  method: 'POST',
  path: '/api/quality/products/:id/decline',
  access: 'gate.manage',
  summary: 'Says no to what is proposed, with a reason. It comes back only on stronger evidence.',
  params: idParams,
  body: z.object({ reason: text(1000).min(3), close: z.boolean().default(false) }),
  answer: z.object({ product: productCard, event: id }),
})
/** Whom a return tells: those who were not content, all who rated a version before, nobody. */
export const TOLD = ['unhappy', 'all', 'nobody'] as const
export const toldWhom = z.enum(TOLD)
export type ToldWhom = z.infer<typeof toldWhom>
export const newVersion = endpoint({
  name: 'newVersion',
  method: 'POST',
  path: '/api/quality/products/:id/version',
  access: 'gate.manage',
  summary:
    'A new version, and what is better in it. From here on only its own ratings count. Asks for a proof in the file.',
  params: idParams,
  body: z.object({
    label: line(40)
      .min(1)
      .refine((label) => !label.includes('@'), 'without @'),
    changed: inLanguages(600).refine((said) => Object.values(said).some(Boolean), 'what is better, in one language'),
    /** Of one that is still on the shelf, and is there in its new version at once. */
    tell: toldWhom.default('unhappy'),
  }),
  answer: z.object({ product: productCard, event: id }),
})
export const previewTold = endpoint({
  name: 'previewTold',
  method: 'POST',
  path: '/api/quality/products/:id/told',
  access: 'gate.manage',
  summary: 'Whom a return would tell, how many cannot be and why, and the message as it would read.',
  params: idParams,
  body: z.object({ whom: toldWhom }),
  answer: z.object({
    told: z.number().int(),
    not: z.array(z.object({ because, n: z.number().int() })),
    sample: z.object({ language: z.string(), subject: z.string(), body: z.string() }).nullable(),
  }),
})
export const returnProduct = endpoint({
  name: 'returnProduct',
  method: 'POST',
  path: '/api/quality/products/:id/return',
  access: 'gate.manage',
  summary: 'Back on the shelf in its new version. Shops are told, and those who rated the version before, each once.',
  params: idParams,
  body: z.object({ tell: toldWhom.default('unhappy'), reason: text(1000).default('') }),
  answer: z.object({ product: productCard, event: id, told: z.number().int() }),
})
export const undoGate = endpoint({
  name: 'undoGate',
  method: 'POST',
  path: '/api/quality/events/:id/undo',
  access: 'gate.manage',
  summary: 'Takes the last decision back. What has not left yet does not leave; what has, is told the contrary.',
  params: idParams,
  answer: productCard,
})
