import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackModel } from '../../feedback/reader/model.ts'
import { openReaderOver } from '../../feedback/reader/read-verbatim.ts'
import type { Reader } from '../../feedback/reading.ts'

/** Named in every reading: another training, or other rules, another number; then all texts are read anew. */
export const SHIPPED = 'shipped-8'
const folder = join(import.meta.dirname, '..', '..', 'feedback', 'reader')

/** Weights that ship with the product (`npm run train`), of one language. */
export const shippedModel = (language: 'fr' | 'en') => unpackModel(readFileSync(join(folder, `${language}.weights`)))

/** The reader that ships: read once, at the start of the house. */
export const openReader = (): Reader => openReaderOver({ fr: shippedModel('fr'), en: shippedModel('en') }, SHIPPED)
