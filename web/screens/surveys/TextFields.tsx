import { Textarea, TextInput } from '@mantine/core'
import { Row } from '../../parts/Field.tsx'
import { useLanguageName } from './said.ts'

interface TextFieldsProps {
  label: string
  languages: readonly string[]
  texts: Record<string, string>
  set: (texts: Record<string, string>) => void
  /** What is wrong with the text in this language. */
  wrong: (language: string) => string | undefined
  most: number
  long?: boolean
}

/** One text in each language, side by side. */
export function TextFields({ label, languages, texts, set, wrong, most, long = false }: TextFieldsProps) {
  const nameOf = useLanguageName()
  return (
    <Row>
      {languages.map((language) => {
        const props = {
          label: `${label} · ${nameOf(language)}`,
          lang: language,
          dir: language === 'ar' ? 'rtl' : 'ltr',
          maxLength: most,
          value: texts[language] ?? '',
          error: wrong(language),
          onChange: (event: { currentTarget: { value: string } }) =>
            set({ ...texts, [language]: event.currentTarget.value }),
        }
        return long ? (
          <Textarea key={language} autosize minRows={2} maxRows={6} {...props} />
        ) : (
          <TextInput key={language} {...props} />
        )
      })}
    </Row>
  )
}
