import type { AttentionPolicy, Gesture } from '../../contract/playbook.ts'

/** What a contact weighs unless the playbook says otherwise, in e-mails. What is handed over where they are anyway asks for little. */
export const WEIGHTS: Record<Gesture, number> = {
  call: 1,
  email: 1,
  sms: 1,
  'voice-drop': 1,
  whatsapp: 1,
  linkedin: 0.5,
  postcard: 0.5,
  push: 0.5,
  word: 0.5,
  coffee: 0.5,
}

export const weightOf = (policy: AttentionPolicy, gesture: Gesture): number =>
  policy.weights[gesture] ?? WEIGHTS[gesture]
