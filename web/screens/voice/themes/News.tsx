import { Button, Group } from '@mantine/core'
import { IconRefresh, IconSparkles } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Found, hushPhrase, lookForNews, type VoiceNews, voiceNews } from '../../../../contract/voice-news.ts'
import { call } from '../../../api.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { undoable } from '../../../parts/toast.tsx'
import { dayText } from '../../../parts/when.ts'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { OwnThemeForm } from './OwnThemeForm.tsx'
import { Quotes } from './Quotes.tsx'
import classes from './Themes.module.css'

/** So long we look for the answer to a look that was asked for. */
const PATIENCE_MS = 90_000

/** What they say now and did not say before, and what they say no longer. */
export function News({ site }: { site: string | undefined }) {
  const { t } = useWords()
  const [waiting, setWaiting] = useState<{ since: number; before: string | null } | null>(null)
  const asked = useAsk(voiceNews, { query: { site } }, { keep: true, every: waiting ? 1500 : false })
  const look = useDo(lookForNews)
  const at = asked.data?.look?.at ?? null
  useEffect(() => {
    if (waiting && (at !== waiting.before || Date.now() - waiting.since > PATIENCE_MS)) setWaiting(null)
  })
  return (
    <Section
      title={t('news.new')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          loading={waiting !== null || look.isPending}
          onClick={() => {
            setWaiting({ since: Date.now(), before: at })
            look.mutate({ body: site ? { site } : {} })
          }}
        >
          {t('news.look')}
        </Button>
      }
    >
      <ErrorNote error={asked.error ?? look.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={3} />}
      {asked.data && <Told news={asked.data} />}
    </Section>
  )
}

function Told({ news: { look, found } }: { news: VoiceNews }) {
  const { t, number, percent, locale } = useWords()
  if (!look)
    return (
      <Empty icon={<IconSparkles size={40} stroke={1.4} />} title={t('news.not-yet')}>
        {t('news.not-yet-text')}
      </Empty>
    )
  const [more, less] = [
    found.filter((one) => one.direction === 'more'),
    found.filter((one) => one.direction === 'less'),
  ]
  return (
    <>
      <p className={classes.lead}>
        {t('news.compared', {
          from: dayText(look.from, locale),
          to: dayText(look.to, locale),
          n: look.now,
          before: dayText(look.beforeFrom, locale),
          nBefore: look.before,
        })}{' '}
        {look.said === 'few'
          ? t('news.few')
          : look.seenFrom !== null &&
            t('news.seen-from', { share: percent(look.seenFrom, look.seenFrom < 0.05 ? 1 : 0) })}{' '}
        <span className="dim">
          {t('news.looked')} <Time at={look.at} />
        </span>
      </p>
      {look.said !== 'few' && found.length === 0 && (
        <Empty quiet icon={<IconSparkles size={36} stroke={1.4} />} title={t('news.nothing')}>
          {t('news.nothing-text', { n: number(look.tested) })}
        </Empty>
      )}
      {more.length > 0 && <Phrases found={more} look={look} />}
      {less.length > 0 && (
        <>
          <h3 className={classes.sub}>{t('news.faded')}</h3>
          <Phrases found={less} look={look} />
        </>
      )}
    </>
  )
}

function Phrases({ found, look }: { found: readonly Found[]; look: NonNullable<VoiceNews['look']> }) {
  return (
    <ul className={classes.phrases}>
      {found.map((one) => (
        <Phrase key={one.key} one={one} look={look} />
      ))}
    </ul>
  )
}

/** One phrase: how often now and before, how sure, who said it, and what can be done with it. */
function Phrase({ one, look }: { one: Found; look: NonNullable<VoiceNews['look']> }) {
  const { t, number, percent } = useWords()
  const manage = useMay('voice.manage', null)
  const queries = useQueryClient()
  const [making, setMaking] = useState(false)
  const again = () => queries.invalidateQueries({ queryKey: [voiceNews.name] })
  const hush = useDo(hushPhrase, {
    done: () => {
      undoable(t('news.hushed', { phrase: one.phrase }), async () => {
        await call(hushPhrase, { body: { key: one.key, hushed: false } })
        await again()
      })
      void again()
    },
  })
  const times = (value: number) => number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  const [from, to] = one.direction === 'more' ? [look.from, look.to] : [look.beforeFrom, look.from]
  return (
    <li className={`${classes.phrase} surface`}>
      <div className={classes.phraseHead}>
        <Link to={'/voice' as '/'} search={{ q: one.phrase, from, to } as never} className={classes.word}>
          {t('shell.quoted', { text: one.phrase })}
        </Link>
        {one.bad > one.good * 2 && <Tone tone="bad">{t('news.in-bad')}</Tone>}
        {one.good > one.bad * 2 && <Tone tone="good">{t('news.in-good')}</Tone>}
        {one.theme && <Tone tone="calm">{t('news.has-theme')}</Tone>}
      </div>
      <p className={`${classes.quiet} figures`}>
        {t('news.said-by', {
          n: one.now,
          share: percent(look.now === 0 ? 0 : one.now / look.now, 1),
          before: one.before,
          shareBefore: percent(look.before === 0 ? 0 : one.before / look.before, 1),
        })}
        {' · '}
        {one.direction === 'more'
          ? t('news.times', { times: times(one.times), low: times(one.low), high: times(one.high) })
          : t('news.times-less', { times: times(1 / one.times), low: times(1 / one.high), high: times(1 / one.low) })}
      </p>
      <Quotes quotes={one.quotes} />
      {manage && (
        <Group gap="xs" mt="sm">
          {!one.theme && (
            <Button size="compact-md" variant="light" onClick={() => setMaking(true)}>
              {t('news.make-theme')}
            </Button>
          )}
          <Button
            size="compact-md"
            variant="subtle"
            loading={hush.isPending}
            onClick={() => hush.mutate({ body: { key: one.key, hushed: true } })}
          >
            {t('news.hush')}
          </Button>
        </Group>
      )}
      <ErrorNote error={hush.error} />
      {making && <OwnThemeForm of={{ phrase: one.phrase }} close={() => setMaking(false)} />}
    </li>
  )
}
