import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { contactRules, type WordingShown, writeWording } from '../../../contract/consent.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import consent from '../consent/Consent.module.css'
import { More } from '../consent/More.tsx'
import type { Rules } from './law-rules.ts'
import classes from './Setup.module.css'

const SHIPPED = /^okaeri-/u
const same = (a: WordingShown, b: WordingShown): boolean =>
  a.action === b.action && a.channel === b.channel && a.purpose === b.purpose && a.language === b.language

const nameOf = ({ channel, purpose }: WordingShown, t: ReturnType<typeof useWords>['t']): string =>
  `${t(`consent.channel-${channel}`)} · ${t(`consent.purpose-${purpose}`)}`

/** The words in force, each with its version; a new one is written beside, and those before stay. */
export function LawWordings({ rules, may }: { rules: Rules; may: boolean }) {
  const { t } = useWords()
  const kinds = [...Map.groupBy(rules.wordings, ({ action, channel, purpose }) => [action, channel, purpose].join(' '))]
  return (
    <Section title={t('consent.wordings')}>
      <p className={classes.quiet} style={{ marginBottom: 12 }}>
        {t('consent.wordings-hint')}
      </p>
      <ul className={`${classes.parts} surface`}>
        {kinds.map(([kind, wordings]) => (
          <li key={kind} style={{ padding: '14px 20px' }}>
            <h3 className={classes.name}>
              {nameOf(wordings[0]!, t)}
              <Tone tone="calm">{t(wordings[0]!.action === 'given' ? 'consent.asks' : 'consent.tells')}</Tone>
            </h3>
            <div className={consent.languages}>
              {wordings.map((wording) => (
                <Wording
                  key={wording.language}
                  wording={wording}
                  older={rules.versions.filter((each) => same(each, wording))}
                  may={may}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Wording({ wording, older, may }: { wording: WordingShown; older: Rules['versions']; may: boolean }) {
  const { t } = useWords()
  const [text, setText] = useState<string | null>(null)
  const save = useDo(writeWording, {
    refresh: [contactRules],
    done: ({ version }) => {
      toast(t('consent.wording-saved', { version }))
      setText(null)
    },
  })
  const { action, channel, purpose, language, version } = wording
  const what = `${nameOf(wording, t)} · ${language.toUpperCase()}`
  return (
    <div>
      <p className={classes.line}>
        {language.toUpperCase()} ·{' '}
        {SHIPPED.test(version) ? t('consent.wording-shipped') : t('consent.wording-version', { version })}
      </p>
      {text === null ? (
        <>
          <blockquote className={consent.words} lang={language} style={{ marginTop: 8 }}>
            {wording.text}
          </blockquote>
          {may && (
            <Button
              mt={8}
              className="flush"
              variant="subtle"
              size="sm"
              h={44}
              aria-label={t('consent.wording-edit-of', { what })}
              onClick={() => setText(wording.text)}
            >
              {t('consent.wording-edit')}
            </Button>
          )}
        </>
      ) : (
        <form
          style={{ marginTop: 8 }}
          onSubmit={(e) => {
            e.preventDefault()
            if (text.trim()) save.mutate({ body: { action, channel, purpose, language, text } })
          }}
        >
          <Textarea
            autoFocus
            aria-label={t('consent.wording-edit-of', { what })}
            lang={language}
            autosize
            minRows={3}
            maxLength={2000}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <FormFooter
            submit={t('consent.wording-save')}
            busy={save.isPending}
            error={save.error}
            onCancel={() => setText(null)}
          />
        </form>
      )}
      {older.length > 0 && (
        <More title={t('consent.wording-older', { n: older.length })}>
          {older.map((each) => (
            <div key={each.id} style={{ marginBottom: 10 }}>
              <p className={classes.line}>
                {t('consent.wording-version', { version: each.version })} · <Time at={each.at} />
              </p>
              <blockquote className={consent.words} lang={language}>
                {each.text}
              </blockquote>
            </div>
          ))}
        </More>
      )}
    </div>
  )
}
