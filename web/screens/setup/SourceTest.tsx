import { Anchor, Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Source, sendSample, sourceHealth } from '../../../contract/signals.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { useExamples } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

const TONES: Record<string, ToneName> = {
  sure: 'good',
  revised: 'good',
  answered: 'good',
  perhaps: 'wait',
  malformed: 'bad',
  refused: 'bad',
}

/** A read (or a call) of this make sent through the public door, exactly as the device would: what went, and what came of it. */
export function SourceTest({ source }: { source: Source }) {
  const { t, word, has } = useWords()
  const examples = useExamples()
  const gate = source.door === 'gate'
  const [value, setValue] = useState('')
  const send = useDo(sendSample, { refresh: [sourceHealth] })
  const outcome = send.data?.outcome.split(':')[0]?.trim() ?? ''
  return (
    <Section title={t(gate ? 'setup.test' : 'setup.test-call')}>
      <div className={`${classes.panel} surface`}>
        <form
          onSubmit={(e) => {
            e.preventDefault()
            if (value.trim())
              send.mutate({
                params: { id: source.id },
                body: gate ? { plate: value.trim() } : { from: value.trim() },
              })
          }}
        >
          <div className={classes.tools}>
            <TextInput
              label={t(gate ? 'setup.test-plate' : 'setup.test-number')}
              description={t(gate ? 'setup.test-plate-hint' : 'setup.test-number-hint')}
              placeholder={gate ? examples.plate : examples.phone}
              inputMode={gate ? 'text' : 'tel'}
              autoComplete="off"
              value={value}
              onChange={(e) => setValue(e.currentTarget.value)}
            />
            <Button type="submit" loading={send.isPending} disabled={!value.trim()}>
              {t(gate ? 'setup.test-do' : 'setup.test-call-do')}
            </Button>
          </div>
        </form>
        <ErrorNote error={send.error} />
        <div aria-live="polite">
          {send.data && !send.isPending && (
            <div style={{ marginTop: 18 }}>
              <p style={{ margin: '0 0 10px', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 10 }}>
                <Tone tone={TONES[outcome] ?? 'calm'}>{send.data.status}</Tone>
                <span>{has(`outcome.${outcome}`) ? word('outcome', outcome) : send.data.outcome}</span>
                {(send.data.visitId || outcome === 'perhaps' || (!gate && outcome === 'sure')) && (
                  <Anchor component={Link} to="/floor">
                    {t('setup.test-floor')}
                  </Anchor>
                )}
              </p>
              <details>
                <summary className={classes.summary}>{t('setup.test-payload')}</summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
                <section className={classes.code} tabIndex={0} aria-label={t('setup.test-payload')}>
                  {pretty(send.data.payload)}
                </section>
              </details>
            </div>
          )}
        </div>
      </div>
    </Section>
  )
}

/** JSON laid out for reading; anything else as it is. */
function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}
