import { SegmentedControl, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { previewSurvey } from '../../../contract/asking.ts'
import { BANDS, type Band, type SurveyDraft } from '../../../contract/surveys.ts'
import { call } from '../../api.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Surveys.module.css'
import { useLanguageName } from './said.ts'

const STEPS = ['ask', 'more', 'thanks'] as const
type Step = (typeof STEPS)[number]

/** The very page a customer will see, drawn by the house as one writes; its forms send nothing. */
export function SurveyPreview({ draft }: { draft: SurveyDraft }) {
  const { t, word, locale } = useWords()
  const nameOf = useLanguageName()
  const [step, go] = useState<Step>('ask')
  const [band, choose] = useState<Band>('unhappy')
  const [wanted, speak] = useState<string>(locale)
  const language = draft.languages.includes(wanted) ? wanted : (draft.languages[0] ?? 'fr')
  const [shown] = useDebouncedValue(draft, 300)
  const { slug: _slug, ...asks } = shown
  const page = useQuery({
    queryKey: [previewSurvey.name, asks, language, step, band],
    queryFn: ({ signal }) =>
      call(previewSurvey, { body: { draft: asks, language, step, band, door: 'ask' } }, { signal }),
    placeholderData: (before) => before,
    retry: false,
  })
  return (
    <aside className={classes.preview} aria-label={t('asking.preview')}>
      <SegmentedControl
        fullWidth
        aria-label={t('asking.preview-step')}
        data={STEPS.map((value) => ({ value, label: word('asking', `step-${value}`) }))}
        value={step}
        onChange={(next) => go(next as Step)}
      />
      <Select
        aria-label={t('asking.preview-language')}
        allowDeselect={false}
        data={draft.languages.map((value) => ({ value, label: nameOf(value) }))}
        value={language}
        onChange={(next) => next && speak(next)}
      />
      {step !== 'ask' && (
        <Select
          aria-label={t('asking.preview-band')}
          allowDeselect={false}
          data={BANDS.map((value) => ({ value, label: word('asking', `after-${value}`) }))}
          value={band}
          onChange={(next) => next && choose(next as Band)}
        />
      )}
      <iframe
        className={classes.phone}
        title={t('asking.preview')}
        sandbox="allow-same-origin"
        srcDoc={page.data?.html ?? ''}
        tabIndex={-1}
      />
      {page.error && <p className={classes.quiet}>{t('asking.preview-stale')}</p>}
    </aside>
  )
}
