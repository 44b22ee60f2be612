import { Button, Checkbox, Group, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconExternalLink, IconMessageStar } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  listReviews,
  publishReview,
  type RefusalReason,
  type Review,
  reconsiderReview,
} from '../../../contract/reviews.ts'
import { useAsk, useDo } from '../../ask.ts'
import { useNarrowing } from '../../narrow.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Narrow } from '../../parts/Narrow.tsx'
import { Page } from '../../parts/Page.tsx'
import { SiteChoice } from '../../parts/SiteChoice.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useLetters } from '../identity/letters.ts'
import { VoiceNav } from '../voice/VoiceNav.tsx'
import { Refuse } from './Refuse.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import classes from './Reviews.module.css'
import { privateFlags, TellsPrivate } from './TellsPrivate.tsx'

const PILES = ['pending', 'answered', 'reported', 'published', 'refused', 'withdrawn'] as const
type Pile = (typeof PILES)[number]
export interface ReviewsSearch {
  state?: string
  at?: string
  flagged?: string
  q?: string
}

/** What waits to be published, what was decided, what readers doubt: the words first, and nothing to change in them. */
export default function Reviews() {
  const { t, number, locale } = useWords()
  const may = useMay('reviews.manage', null)
  const asked = useSearch({ strict: false }) as ReviewsSearch
  const pile: Pile = PILES.find((one) => one === asked.state) ?? 'pending'
  const [typed, type] = useState(asked.q ?? '')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const [pages, setPages] = useState<{ of: string; cursors: string[] }>({ of: '', cursors: [] })
  const key = `${pile} ${asked.at ?? ''} ${asked.flagged ?? ''} ${q}`
  const cursors = pages.of === key ? pages.cursors : []
  const after = cursors.at(-1)
  const list = useAsk(
    listReviews,
    {
      query: {
        state: pile,
        limit: 20,
        ...(asked.at ? { site: asked.at } : {}),
        ...(asked.flagged ? { flagged: 'true' } : {}),
        ...(q ? { q } : {}),
        ...(after ? { after } : {}),
      },
    },
    { enabled: may, every: 30_000, keep: true },
  )
  const set = useNarrowing<ReviewsSearch>()
  if (!may)
    return (
      <Page title={t('reviews.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const { reviews, counts } = list.data ?? {}
  return (
    <Page
      title={t('reviews.title')}
      lead={t('reviews.lead')}
      count={counts?.pending ?? 0}
      nav={<VoiceNav />}
      actions={
        <>
          <Button component={Link} to="/voice/reviews/settings" variant="default">
            {t('reviews.settings')}
          </Button>
          <Button
            component="a"
            href={`/r?lang=${locale}`}
            target="_blank"
            rel="noreferrer"
            variant="default"
            rightSection={<IconExternalLink size={18} aria-hidden />}
          >
            {t('reviews.public')}
          </Button>
        </>
      }
    >
      <div className={classes.filters}>
        <div className={classes.tabs}>
          <SegmentedControl
            aria-label={t('reviews.state')}
            value={pile}
            onChange={(next) => set({ state: next })}
            data={PILES.map((one) => ({
              value: one,
              label: t(`reviews.tab-${one}`, { n: number(counts?.[one] ?? 0) }),
            }))}
          />
        </div>
        <Narrow chosen={[q, asked.at, asked.flagged].filter(Boolean).length}>
          <Find asked={asked} typed={typed} type={type} set={set} />
        </Narrow>
      </div>
      <ErrorNote error={list.error} retry={list.refetch} />
      {!reviews && !list.error && <Loading rows={3} as="card" />}
      {reviews?.length === 0 && <Nothing pile={pile} filtered={Boolean(q || asked.at || asked.flagged)} />}
      {reviews && reviews.length > 0 && <List key={key} reviews={reviews} pile={pile} />}
      {(list.data?.next || cursors.length > 0) && (
        <Group justify="center" mt="md" gap="sm">
          <Button
            variant="default"
            disabled={cursors.length === 0}
            onClick={() => setPages({ of: key, cursors: cursors.slice(0, -1) })}
          >
            {t('reviews.back')}
          </Button>
          <Button
            variant="default"
            disabled={!list.data?.next}
            onClick={() => list.data?.next && setPages({ of: key, cursors: [...cursors, list.data.next] })}
          >
            {t('reviews.further')}
          </Button>
        </Group>
      )}
    </Page>
  )
}

interface FindProps {
  asked: ReviewsSearch
  typed: string
  type: (typed: string) => void
  set: (next: Partial<ReviewsSearch>) => void
}

function Find({ asked, typed, type, set }: FindProps) {
  const { t } = useWords()
  return (
    <search className={classes.find} aria-label={t('reviews.find')}>
      <TextInput label={t('reviews.find')} value={typed} onChange={(e) => type(e.currentTarget.value)} />
      <SiteChoice value={asked.at} choose={(at) => set({ at })} />
      <div>
        <Checkbox
          label={t('reviews.flagged')}
          checked={asked.flagged !== undefined}
          onChange={(e) => set({ flagged: e.currentTarget.checked ? '1' : '' })}
        />
      </div>
    </search>
  )
}

const REMEMBERED = 'okaeri.reviews-keys'

/** One under the other; the keys go through them: J and K, P publishes, R refuses. */
function List({ reviews, pile }: { reviews: readonly Review[]; pile: Pile }) {
  const { t } = useWords()
  const [at, setAt] = useState(reviews[0]?.id ?? '')
  const [refusing, setRefusing] = useState<{ review: Review; because?: RefusalReason } | null>(null)
  const [telling, setTelling] = useState<Review | null>(null)
  const back = useDo(reconsiderReview, { refresh: [listReviews] })
  const publish = useDo(publishReview, {
    refresh: [listReviews],
    done: ({ id }) => undoable(t('reviews.published-done'), () => back.mutateAsync({ params: { id } }), id),
  })
  const place = Math.max(
    0,
    reviews.findIndex(({ id }) => id === at),
  )
  const current = reviews[place]
  const step = (by: 1 | -1) => {
    const next = reviews[place + by]
    if (!next) return
    setAt(next.id)
    document.getElementById(`r-${next.id}`)?.focus()
  }
  const letThrough = (review: Review, tells = false) => {
    if (!tells && privateFlags(review).length > 0) setTelling(review)
    else
      publish.mutate(
        { params: { id: review.id }, body: { seen: review.seen, ...(tells ? { tells } : {}) } },
        { onError: toastProblem },
      )
  }
  const [letters, allow] = useState(localStorage.getItem(REMEMBERED) !== 'off')
  useLetters(letters && refusing === null && telling === null, {
    j: () => step(1),
    k: () => step(-1),
    p: () => {
      if (current?.state === 'pending' && !publish.isPending) letThrough(current)
    },
    r: () => {
      if (current?.state === 'pending' || current?.state === 'published') setRefusing({ review: current })
    },
  })
  return (
    <>
      {pile === 'pending' && <p className={classes.quiet}>{t('reviews.pending-how')}</p>}
      <ul className={classes.list} aria-label={t('reviews.title')}>
        {reviews.map((review) => (
          <li key={review.id}>
            <ReviewCard
              review={review}
              at={review.id === current?.id}
              focus={() => setAt(review.id)}
              publish={() => letThrough(review)}
              refuse={() => setRefusing({ review })}
              busy={publish.isPending && publish.variables?.params.id === review.id}
            />
          </li>
        ))}
      </ul>
      <div className={`${classes.keys} with-keyboard`}>
        <Switch
          size="md"
          label={t('reviews.keys-on')}
          description={t('reviews.keys')}
          checked={letters}
          onChange={(event) => {
            const on = event.currentTarget.checked
            localStorage.setItem(REMEMBERED, on ? 'on' : 'off')
            allow(on)
          }}
        />
      </div>
      {telling && (
        <TellsPrivate
          review={telling}
          refuse={() => {
            setRefusing({ review: telling, because: 'personal-data' })
            setTelling(null)
          }}
          publish={() => {
            letThrough(telling, true)
            setTelling(null)
          }}
          close={() => setTelling(null)}
        />
      )}
      {refusing && <Refuse {...refusing} close={() => setRefusing(null)} />}
    </>
  )
}

/** Nothing here: what comes here, and where to go on. */
function Nothing({ pile, filtered }: { pile: Pile; filtered: boolean }) {
  const { t } = useWords()
  if (filtered)
    return (
      <Empty icon={<IconMessageStar size={40} stroke={1.4} />} title={t('reviews.none-filter')}>
        {t('reviews.none-filter-text')}
      </Empty>
    )
  return (
    <Empty
      icon={<IconMessageStar size={40} stroke={1.4} />}
      title={t(`reviews.none-${pile}`)}
      {...(pile === 'pending' || pile === 'published'
        ? {
            action: (
              <Button component={Link} to="/voice/reviews/settings" variant="default">
                {t('reviews.none-do')}
              </Button>
            ),
          }
        : {})}
    >
      {t(`reviews.none-${pile}-text`)}
    </Empty>
  )
}
