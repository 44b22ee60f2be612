import type { House } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { offerFaultHtml, offerHtml } from '../../reviews/author-html.ts'
import { askPublication, publicationOffer } from './ask-publication.flow.ts'

const spoken = (language: string): 'fr' | 'en' => (language === 'fr' ? 'fr' : 'en')

/** What stands under the thanks for an answer: may it be published? Empty where it cannot be. */
export async function offerAfter(house: House, answerId: string, base: string, language: string): Promise<string> {
  const offer = await publicationOffer(house, answerId, spoken(language))
  return offer ? offerHtml(offer, base, language) : ''
}

/**
 * The form of the offer, sent. Without the tick nothing is asked for.
 * @returns why not, as HTML; null: it is asked for, or was not ticked
 */
export async function askToPublish(
  house: House,
  answerId: string,
  fields: URLSearchParams,
  language: string,
): Promise<string | null> {
  if (fields.get('publish') !== 'yes') return null
  try {
    await askPublication(house, answerId, {
      named: fields.get('named') === 'yes',
      subjectId: fields.get('subject'),
      language: spoken(language),
    })
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'refused') return null
    return offerFaultHtml(error.code === 'already-reviewed' ? 'reviewedAlready' : 'notOffered', language)
  }
}
