import { Anchor, Button, Group } from '@mantine/core'
import { IconBook2, IconDownload, IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { exportPlaybook, listPlaybooks, readPlaybookVersion } from '../../../contract/playbooks.ts'
import { urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Compass } from './Compass.tsx'
import classes from './Playbook.module.css'
import { inLanguage } from './say.ts'
import { Timeline } from './Timeline.tsx'
import { Unread } from './Unread.tsx'
import { Versions } from './Versions.tsx'

/** The playbook in force: who we are, how we speak, what we do for someone; its versions below. */
export default function Playbook() {
  const { t } = useWords()
  const reads = useMay('loop.read')
  const manages = useMay('playbook.manage', null)
  const list = useAsk(listPlaybooks, {}, { enabled: reads })
  if (!reads)
    return (
      <Page title={t('playbook.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const live = list.data?.live ?? null
  return (
    <Page
      title={t('playbook.title')}
      lead={t('playbook.lead')}
      actions={live !== null && <Actions version={live} manages={manages} />}
    >
      <ErrorNote error={list.error} retry={list.refetch} />
      {!list.data && !list.error && <Loading rows={4} />}
      {list.data && live === null && (
        <Empty icon={<IconBook2 size={34} />} title={t('playbook.none')}>
          {t('playbook.none-text')}
        </Empty>
      )}
      <Unread toAll />
      {live !== null && <Live version={live} />}
      {list.data && list.data.versions.length > 0 && (
        <Versions versions={list.data.versions} live={live} manages={manages} />
      )}
      {list.data && manages && <Start shipped={list.data.shipped} />}
    </Page>
  )
}

function Actions({ version, manages }: { version: number; manages: boolean }) {
  const { t } = useWords()
  return (
    <Group gap="sm">
      <Button
        variant="default"
        component="a"
        href={urlOf(exportPlaybook, { params: { version } })}
        download
        leftSection={<IconDownload size={20} aria-hidden />}
      >
        {t('playbook.export')}
      </Button>
      {manages && (
        <Button
          component={Link}
          to="/playbook/edit"
          search={{ version } as never}
          leftSection={<IconPencil size={20} aria-hidden />}
        >
          {t('playbook.edit')}
        </Button>
      )}
    </Group>
  )
}

function Live({ version }: { version: number }) {
  const read = useAsk(readPlaybookVersion, { params: { version } })
  // What is wrong with it is told above.
  if (read.data && !read.data.playbook) return null
  if (!read.data?.playbook)
    return read.error ? <ErrorNote error={read.error} retry={read.refetch} /> : <Loading rows={4} />
  return (
    <>
      <Compass playbook={read.data.playbook} />
      <Timeline
        moments={read.data.playbook.moments}
        open={(moment, title) => (
          <Link to="/playbook/moments/$id" params={{ id: moment.id }} className="name-link">
            {title}
          </Link>
        )}
      />
    </>
  )
}

function Start({ shipped }: { shipped: AnswerOf<typeof listPlaybooks>['shipped'] }) {
  const { t, locale } = useWords()
  return (
    <Section title={t('playbook.start')}>
      <ul className={classes.registers}>
        {shipped.map(({ id, compass, moments }) => (
          <li key={id} className={`${classes.register} surface`}>
            <h3 className={classes.trade}>{t(`playbook.shipped-${id}`)}</h3>
            <p className={classes.imposed}>{inLanguage(compass, locale)}</p>
            <p className={classes.free}>{t('playbook.shipped-moments', { n: moments })}</p>
            <Anchor
              component={Link}
              to="/playbook/edit"
              search={{ from: id } as never}
              className={classes.begin}
              aria-label={`${t('playbook.start-from')} (${t(`playbook.shipped-${id}`)})`}
            >
              {t('playbook.start-from')}
            </Anchor>
          </li>
        ))}
      </ul>
    </Section>
  )
}
