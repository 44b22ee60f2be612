import { Button, Checkbox, Menu, SegmentedControl, Select, TagsInput, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { LEANINGS, type Leaning, leaningOf, type Verbatim } from '../../../contract/feedback.ts'
import { ALERTS, KINDS, type Polarity } from '../../../contract/reading.ts'
import { useWords } from '../../words/words.tsx'
import { useCorrecting } from './correcting.ts'
import { LEANING_ICON, leaningOfSign, useThemeChoices, useThemeName } from './says.ts'
import classes from './Voice.module.css'

const SIGNS: readonly Polarity[] = [1, 0, -1]

/** Says it better than the reader: each touch counts at once, and is taken back by the toast. */
export function Correct({ id, verbatim, close }: { id: string; verbatim: Verbatim; close: () => void }) {
  const { t } = useWords()
  const [same, setSame] = useState(false)
  const { correct, busy } = useCorrecting(verbatim)
  const section = useRef<HTMLElement>(null)
  // Opened by a letter, the keyboard goes on inside; Escape goes back to the words.
  useEffect(() => section.current?.focus({ preventScroll: true }), [])
  const leave = () => {
    section.current?.closest<HTMLElement>('[data-verbatim]')?.focus({ preventScroll: true })
    close()
  }
  return (
    <section
      id={id}
      ref={section}
      tabIndex={-1}
      className={classes.correct}
      aria-label={t('inbox.correct-label')}
      aria-busy={busy}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) leave()
      }}
    >
      <SegmentedControl
        aria-label={t('inbox.leaning')}
        value={leaningOf(verbatim)}
        onChange={(value) => correct([{ head: 'polarity', becomes: value as Leaning }], same)}
        data={LEANINGS.map((value) => ({ value, label: t(`leaning.${value}`) }))}
        className={classes.leanings ?? ''}
      />
      {verbatim.atOdds && (
        <div className={classes.row}>
          <span>{t('inbox.at-odds-ask')}</span>
          <Button
            variant="default"
            size="sm"
            h={44}
            onClick={() => correct([{ head: 'polarity', becomes: leaningOf(verbatim) }], same)}
          >
            {t('inbox.at-odds-right', { leaning: t(`leaning.${leaningOf(verbatim)}`) })}
          </Button>
        </div>
      )}
      <Themes verbatim={verbatim} say={(theme, becomes) => correct([{ head: 'theme', theme, becomes }], same)} />
      <div className={classes.row}>
        <span className={classes.label}>{t('inbox.kinds')}</span>
        {KINDS.map((kind) => (
          <Toggle
            key={kind}
            on={verbatim.kinds.includes(kind)}
            set={(becomes) => correct([{ head: 'kind', kind, becomes }], same)}
          >
            {t(`says.${kind}`)}
          </Toggle>
        ))}
      </div>
      <div className={classes.row}>
        <span className={classes.label}>{t('inbox.alerts')}</span>
        {ALERTS.map((alert) => (
          <Toggle
            key={alert}
            on={verbatim.alerts.includes(alert)}
            set={(becomes) => correct([{ head: 'alert', alert, becomes }], same)}
          >
            {t(`alert.${alert}`)}
          </Toggle>
        ))}
      </div>
      <TagsInput
        label={t('inbox.praised')}
        description={t('inbox.praised-hint')}
        value={verbatim.praised}
        onChange={(becomes) => correct([{ head: 'praised', becomes }], same)}
        maxTags={10}
        size="sm"
      />
      <div className={classes.correctFoot}>
        {verbatim.same > 1 && (
          <Checkbox
            label={t('inbox.same', { n: verbatim.same - 1 })}
            checked={same}
            onChange={(event) => setSame(event.currentTarget.checked)}
          />
        )}
        <Button variant="subtle" size="sm" h={44} onClick={leave}>
          {t('inbox.correct-done')}
        </Button>
      </div>
    </section>
  )
}

function Toggle({ on, set, children }: { on: boolean; set: (on: boolean) => void; children: string }) {
  return (
    <UnstyledButton className={classes.toggle} aria-pressed={on} onClick={() => set(!on)}>
      {on && <IconCheck size={16} aria-hidden />}
      {children}
    </UnstyledButton>
  )
}

/** Themes it is about, each with how good; others can be added. */
function Themes({ verbatim, say }: { verbatim: Verbatim; say: (theme: string, becomes: Polarity | null) => void }) {
  const { t } = useWords()
  const name = useThemeName()
  const choices = useThemeChoices()
  const there = new Set<string>(verbatim.themes.map(({ theme }) => theme))
  return (
    <div className={classes.row}>
      <span className={classes.label}>{t('inbox.themes')}</span>
      {verbatim.themes.map(({ theme, title, polarity }) => {
        const Icon = LEANING_ICON[leaningOfSign(polarity)]
        return (
          <Menu key={theme}>
            <Menu.Target>
              <UnstyledButton
                className={classes.toggle}
                aria-label={t('inbox.theme-is', {
                  theme: name(theme, title),
                  leaning: t(`leaning.${leaningOfSign(polarity)}`),
                })}
              >
                <Icon size={16} aria-hidden /> {name(theme, title)} <IconChevronDown size={16} aria-hidden />
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              {SIGNS.map((sign) => {
                const Sign = LEANING_ICON[leaningOfSign(sign)]
                return (
                  <Menu.Item
                    key={sign}
                    mih={44}
                    leftSection={<Sign size={18} aria-hidden />}
                    rightSection={sign === polarity && <IconCheck size={18} aria-hidden />}
                    onClick={() => say(theme, sign)}
                  >
                    {t(`leaning.${leaningOfSign(sign)}`)}
                  </Menu.Item>
                )
              })}
              <Menu.Item mih={44} leftSection={<IconX size={18} aria-hidden />} onClick={() => say(theme, null)}>
                {t('inbox.not-about')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      })}
      <Select
        aria-label={t('inbox.add-theme')}
        placeholder={t('inbox.add-theme')}
        value={null}
        searchable
        size="sm"
        w={190}
        data={choices.filter(({ value }) => !there.has(value))}
        onChange={(theme) => theme && say(theme, verbatim.polarity)}
      />
    </div>
  )
}
