import { fold } from '../plain/fold.ts'

/** The forms of companies and associations as people write them before or behind the name, folded. */
const FORMS = new Set(
  'sarl sas sasu eurl sa sci snc scop scic gie gaec earl scea cuma selarl selas scp scm eirl ei ets etablissement etablissements ste societe cie asso association asbl sprl srl bv bvba nv vof gmbh ag kg ohg ug ev ltd limited plc llp llc inc corp spa sl slu lda oy ab aps'.split(
    ' ',
  ),
)
/** Is this folded word the form of a company? Nobody remembers which one it is, nor on which side of the name it stands. */
export const isForm = (word: string): boolean => FORMS.has(word)

const SPELT = /(?<![\p{L}\p{N}])\p{L}(?:[.\s]{1,2}\p{L}){1,5}(?![\p{L}\p{N}])\.?/gu
const MAY_BE_SPELT = /(?:^|[\s.])\p{L}[.\s]/u

/** `S.A.R.L. Dupont` and `S A R L Dupont` are SARL Dupont; `J. P. Martin` stays as it is. */
export function withFormsWhole(text: string): string {
  if (!MAY_BE_SPELT.test(text)) return text
  return text.replace(SPELT, (letters) => {
    const word = fold(letters).replaceAll(' ', '')
    return isForm(word) ? word : letters
  })
}
