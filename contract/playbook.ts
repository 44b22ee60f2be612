import { z } from 'zod'
import { factKind } from './facts.ts'
import { family } from './timeline.ts'

/** What a person does. */
export const HUMAN = ['call', 'word', 'coffee', 'linkedin', 'whatsapp'] as const
/** What a channel carries. */
export const CARRIED = ['email', 'sms', 'voice-drop', 'postcard', 'push'] as const
export const GESTURES = [...HUMAN, ...CARRIED] as const
export const gesture = z.enum(GESTURES)
export type Gesture = z.infer<typeof gesture>
export const isHuman = (each: Gesture): boolean => (HUMAN as readonly string[]).includes(each)

export const REGISTERS = ['shop', 'web', 'phone', 'after-sales', 'social', 'web-shop'] as const
/** The register a gesture speaks in, unless the moment says another. */
export const REGISTER_OF: Record<Gesture, (typeof REGISTERS)[number]> = {
  call: 'phone',
  word: 'shop',
  coffee: 'shop',
  linkedin: 'social',
  whatsapp: 'social',
  email: 'web',
  sms: 'web',
  'voice-drop': 'phone',
  postcard: 'shop',
  push: 'web',
}

/** Dates of the customer or of what they own that a moment may stand on. */
export const DATES = [
  'customer.birthDate',
  'asset.boughtOn',
  'asset.warrantyUntil',
  'asset.nextServiceOn',
  'asset.controlDue',
  'order.promisedOn',
  'contract.until',
] as const
export const WEATHERS = ['snow', 'ice', 'storm', 'heavy-rain', 'heat', 'cold'] as const
export const PREDICTIONS = ['next-visit'] as const

/** `10 days`, `2 heures`, `18 months`, `1 an`. */
const duration = z
  .string()
  .regex(
    /^\d{1,4} ?(?:min(?:ute)?s?|h(?:ours?|eures?)?|days?|jours?|weeks?|semaines?|months?|mois|years?|ans?)$/u,
    'a number and a unit: 10 days, 2 hours, 18 months',
  )
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'an hour such as 10:30')
const slug = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/u, 'small letters, digits and hyphens')
/** A text by language; the network's first language is there. */
const inLanguages = (max: number) => z.record(z.string().regex(/^[a-z]{2}$/u), z.string().max(max))

const trigger = z.union([
  factKind,
  z.object({ date: z.enum(DATES), years: z.array(z.number().int().min(0).max(60)).min(1).optional() }).strict(),
  z.object({ silence: duration }).strict(),
  z.object({ prediction: z.enum(PREDICTIONS) }).strict(),
  z.object({ weather: z.enum(WEATHERS), fitted: z.array(z.string().max(60)).optional() }).strict(),
])
export type Trigger = z.infer<typeof trigger>

export const moment = z
  .object({
    id: slug,
    title: inLanguages(120),
    /** Reaches everyone, whatever they spent; an extra one may be left out, and may be tried with a hold-out. */
    core: z.boolean().default(false),
    on: trigger,
    after: duration.optional(),
    before: duration.optional(),
    /** At this hour where the customer is. */
    at: clock.optional(),
    /** After this it means nothing any more, counted from when it is due. */
    within: duration.default('14 days'),
    /** A condition (CEL) on customer, asset, order, fact, site. */
    if: z.string().max(1000).optional(),
    purpose: z.enum(['service', 'commercial']).default('service'),
    /** What it offers: to a customer who did not say yes, only what is similar to what they bought (ELEC-2). */
    family: family.optional(),
    /** In the order we would rather: the first that is lawful, welcome and possible is done. */
    do: z.union([gesture.transform((one) => [one]), z.array(gesture).min(1).max(5)]),
    by: z.enum(['advisor', 'service', 'reception', 'site-manager']).default('advisor'),
    register: z.enum(REGISTERS).optional(),
    /** 1 first, 9 last, when several would come at once. */
    priority: z.number().int().min(1).max(9).default(5),
    /** Moments of one group that fall together are told in one contact. */
    merge: slug.optional(),
    /** Asks a survey, by its slug: the words say where, `{{ ask.link }}`. */
    ask: slug.optional(),
    /** A share kept out, to know if it does anything. Extra moments only. */
    holdout: z.number().min(0).max(0.5).default(0),
    minutes: z.number().int().min(1).max(120).default(5),
    /** For a channel: Liquid, by language. */
    message: inLanguages(6000).optional(),
    subject: inLanguages(150).optional(),
    sms: inLanguages(600).optional(),
    /** What a notification shows on a locked screen: one line that says nothing of whom it is for. */
    push: inLanguages(150).optional(),
    /** For a person: what to open with, thank for, mind. Liquid, by language. */
    opening: inLanguages(400).optional(),
    thank: inLanguages(400).optional(),
    avoid: inLanguages(400).optional(),
  })
  .strict()
export type Moment = z.output<typeof moment>

export const attentionPolicy = z
  .object({
    /** Contacts in thirty days, all sites, channels and humans together. */
    perMonth: z.number().int().min(1).max(31).default(3),
    /** Days between two of them. */
    gapDays: z.number().min(0).max(60).default(4),
    /** What each weighs, in contacts. */
    weights: z.partialRecord(gesture, z.number().min(0).max(5)).default({}),
    /** Days a touch waits for room before it is let go. */
    patienceDays: z.number().int().min(1).max(120).default(21),
    /** Over how many in thirty days a person would be angry: the time machine's bar. */
    angryOver: z.number().int().min(1).max(60).default(5),
    /** Days after a question before the next: the one about the whole relationship (NPS), and any two. */
    askAgainDays: z
      .object({ nps: z.number().int().min(0).max(730).default(90), any: z.number().int().min(0).max(365).default(14) })
      .strict()
      .default({ nps: 90, any: 14 }),
  })
  .strict()
export type AttentionPolicy = z.output<typeof attentionPolicy>

export const playbook = z
  .object({
    playbook: z.literal(1),
    name: z.string().min(1).max(120),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/u))
      .min(1)
      .default(['fr']),
    /** The brand's central idea. */
    compass: inLanguages(400),
    registers: z.partialRecord(
      z.enum(REGISTERS),
      z.object({ imposed: inLanguages(200), free: inLanguages(400).optional() }).strict(),
    ),
    /** Between which hours channels and people speak, within the law. Days off: no contact. */
    hours: z
      .object({
        from: clock.default('09:00'),
        to: clock.default('19:00'),
        days: z.array(z.number().int().min(1).max(7)).default([1, 2, 3, 4, 5, 6]),
        /** Pauses of every day, when nobody is spoken to: a meal. */
        breaks: z
          .array(z.object({ from: clock, to: clock }).strict())
          .max(4)
          .default([]),
        /** On the public holidays where the customer is: as on any other day, or closed. */
        holidays: z.enum(['open', 'closed']).default('open'),
      })
      .strict()
      .default({ from: '09:00', to: '19:00', days: [1, 2, 3, 4, 5, 6], breaks: [], holidays: 'open' }),
    budget: attentionPolicy.default(attentionPolicy.parse({})),
    moments: z.array(moment).max(200),
  })
  .strict()
export type Playbook = z.output<typeof playbook>
