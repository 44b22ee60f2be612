import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { type Gesture, isHuman } from '../../../contract/playbook.ts'
import { playbookVocabulary } from '../../../contract/playbooks.ts'
import { useAsk } from '../../ask.ts'
import { Fields } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import type { MomentDraft } from './moment-draft.ts'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'
import type { PartProps } from './WhenFields.tsx'

const MESSAGE: readonly Gesture[] = ['email', 'postcard', 'push', 'voice-drop']
type Key = 'subject' | 'message' | 'sms' | 'push' | 'opening' | 'thank' | 'avoid'

/** Which texts these gestures need, and those that are written already. */
function keysFor(draft: MomentDraft): Key[] {
  const wants: Record<Key, boolean> = {
    subject: draft.do.includes('email'),
    message: draft.do.some((each) => MESSAGE.includes(each)),
    sms: draft.do.includes('sms'),
    push: draft.do.includes('push'),
    opening: draft.do.some(isHuman),
    thank: draft.do.some(isHuman),
    avoid: draft.do.some(isHuman),
  }
  return (Object.keys(wants) as Key[]).filter((key) => wants[key] || draft[key] !== undefined)
}

interface WordProps extends PartProps {
  languages: readonly string[]
  language: string
  speak: (language: string) => void
}

/** The words, language by language, for the gestures that are chosen. */
export function WordFields({ draft, set, wrong, languages, language, speak }: WordProps) {
  const { t } = useWords()
  const say = useMomentWords()
  const vocabulary = useAsk(playbookVocabulary, {})
  return (
    <Fields legend={t('playbook.f-words')}>
      {languages.length > 1 && (
        <SegmentedControl
          aria-label={t('playbook.f-words')}
          value={language}
          onChange={speak}
          data={languages.map((each) => ({ value: each, label: say.language(each) }))}
        />
      )}
      {keysFor(draft).map((key) => {
        const texts = (draft[key] ?? {}) as Record<string, string>
        const common = {
          key: `${key} ${language}`,
          label: t(`playbook.key-${key}`),
          value: texts[language] ?? '',
          error: wrong(`${key}.${language}`) ?? wrong(key, language),
        }
        const change = (value: string) => set({ [key]: { ...texts, [language]: value } })
        return key === 'subject' ? (
          <TextInput {...common} key={common.key} onChange={(event) => change(event.currentTarget.value)} />
        ) : (
          <Textarea
            {...common}
            key={common.key}
            autosize
            minRows={key === 'message' ? 5 : 2}
            onChange={(event) => change(event.currentTarget.value)}
          />
        )
      })}
      <details className={classes.names}>
        <summary>{t('playbook.f-words-fields')}</summary>
        <p className={classes.code}>{(vocabulary.data?.fields ?? []).map((name) => `{{ ${name} }}`).join('  ')}</p>
      </details>
    </Fields>
  )
}
