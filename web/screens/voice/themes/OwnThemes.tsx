import { Button } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { archiveOwnTheme, listOwnThemes, type OwnTheme } from '../../../../contract/voice-news.ts'
import { call } from '../../../api.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Section } from '../../../parts/Page.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { undoable } from '../../../parts/toast.tsx'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { OwnThemeForm } from './OwnThemeForm.tsx'
import classes from './Themes.module.css'

/** The themes of the network's own: words that speak of them; in force, and put away. */
export function OwnThemes() {
  const { t } = useWords()
  const manage = useMay('voice.manage', null)
  const asked = useAsk(listOwnThemes, {})
  const [form, setForm] = useState<OwnTheme | 'new' | null>(null)
  const themes = asked.data?.themes ?? []
  return (
    <Section
      title={t('news.own-themes')}
      actions={
        manage && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setForm('new')}>
            {t('news.new-theme')}
          </Button>
        )
      }
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.data && themes.length === 0 && (
        <Empty quiet icon={<IconTags size={36} stroke={1.4} />} title={t('news.no-own')}>
          {t('news.no-own-text')}
        </Empty>
      )}
      {themes.length > 0 && (
        <ul className={`${classes.themes} surface`}>
          {[...themes]
            .sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null))
            .map((theme) => (
              <Line key={theme.slug} theme={theme} manage={manage} change={() => setForm(theme)} />
            ))}
        </ul>
      )}
      {form && <OwnThemeForm of={form === 'new' ? {} : { theme: form }} close={() => setForm(null)} />}
    </Section>
  )
}

function Line({ theme, manage, change }: { theme: OwnTheme; manage: boolean; change: () => void }) {
  const { t, locale, number } = useWords()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: [listOwnThemes.name] })
  const title = theme.title[locale]
  const put = useDo(archiveOwnTheme, {
    done: ({ archivedAt }) => {
      if (archivedAt)
        undoable(t('news.archived', { title }), async () => {
          await call(archiveOwnTheme, { params: { slug: theme.slug }, body: { archived: false } })
          await again()
        })
      void again()
    },
  })
  return (
    <li data-away={theme.archivedAt !== null || undefined}>
      <div className={classes.themeHead}>
        <strong>{title}</strong>
        {theme.archivedAt ? (
          <Tone tone="calm">{t('news.away')}</Tone>
        ) : (
          <Link
            to={'/voice' as '/'}
            search={{ theme: `own:${theme.slug}` } as never}
            className={`${classes.behind} figures`}
          >
            {t('news.read-in', { n: theme.n, count: number(theme.n) })}
          </Link>
        )}
      </div>
      <p className={classes.quiet}>{[...theme.words.fr, ...theme.words.en].join(' · ')}</p>
      {manage && (
        <div className={classes.themeActs}>
          {!theme.archivedAt && (
            <Button size="compact-md" variant="subtle" onClick={change} aria-label={t('news.change-of', { title })}>
              {t('news.change-theme')}
            </Button>
          )}
          <Button
            size="compact-md"
            variant="subtle"
            loading={put.isPending}
            onClick={() => put.mutate({ params: { slug: theme.slug }, body: { archived: theme.archivedAt === null } })}
            aria-label={t(theme.archivedAt ? 'news.restore-of' : 'news.archive-of', { title })}
          >
            {t(theme.archivedAt ? 'news.restore' : 'news.archive')}
          </Button>
        </div>
      )}
      <ErrorNote error={put.error} />
    </li>
  )
}
