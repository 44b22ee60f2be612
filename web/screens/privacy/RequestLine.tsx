import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  answerRequest,
  callOffErasure,
  customerRights,
  type DataRequest,
  letBack,
  listRequests,
} from '../../../contract/privacy.ts'
import { useDo } from '../../ask.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import { Answering } from './Answering.tsx'
import { Copies } from './Copies.tsx'
import classes from './Privacy.module.css'
import { RequestDue } from './RequestDue.tsx'
import { WhatGoes } from './WhatGoes.tsx'

const REFRESH = { refresh: [listRequests, customerRights] }

/** One request: who, what, by when; what can be done about it; once over, what was done. */
export function RequestLine({ request, manager }: { request: DataRequest; manager: boolean }) {
  const { t, word, locale } = useWords()
  const name = request.name || t(request.receipt ? 'privacy.someone-erased' : 'privacy.someone')
  return (
    <div className={classes.request}>
      <div>
        <p className={classes.name}>
          {request.customerId ? (
            <Link to="/customers/$id" params={{ id: request.customerId }}>
              {name}
            </Link>
          ) : (
            name
          )}
          <Tone tone="calm">{word('privacy.kind', request.kind)}</Tone>
          {request.state === 'open' && <RequestDue request={request} />}
          {request.state === 'scheduled' && <Tone tone="wait">{t('privacy.state-scheduled')}</Tone>}
        </p>
        <p className={classes.quiet}>
          {t('privacy.came', { door: word('privacy.door', request.door), day: dayText(request.receivedOn, locale) })}
          {request.state === 'scheduled' && request.eraseAt && (
            <>
              {' · '}
              {t('privacy.erase-at')} <Time at={request.eraseAt} />
            </>
          )}
          {request.answeredAt && (
            <>
              {' · '}
              {word('privacy.state', request.state)} <Time at={request.answeredAt} />
              {request.answeredBy && `, ${request.answeredBy}`}
            </>
          )}
        </p>
        {request.note && request.kind !== 'objection' && <p className={classes.quiet}>{request.note}</p>}
        {request.kind === 'objection' && request.note && (
          <p className={classes.quiet}>{word('privacy.objects-to', request.note)}</p>
        )}
        {request.extendedBecause && (
          <p className={classes.quiet}>{t('privacy.extended', { because: request.extendedBecause })}</p>
        )}
        {request.answer && <p className={classes.quiet}>{t('privacy.said', { answer: request.answer })}</p>}
        <Copies copies={request.copies} text={t('privacy.copies-waiting-text')} />
        {request.receipt && (
          <details className={classes.receipt}>
            <summary>{t('privacy.receipt')}</summary>
            <WhatGoes receipt={request.receipt} done />
          </details>
        )}
      </div>
      {manager && <Acts request={request} name={name} />}
    </div>
  )
}

function Acts({ request, name }: { request: DataRequest; name: string }) {
  const { t } = useWords()
  const [answering, setAnswering] = useState<'extend' | 'refused' | null>(null)
  const answer = useDo(answerRequest, REFRESH)
  const off = useDo(callOffErasure, { ...REFRESH, done: () => toast(t('privacy.called-off')) })
  const back = useDo(letBack, { ...REFRESH, done: () => toast(t('privacy.let-back-done')) })
  const { id } = request
  const say = (state: 'done' | 'withdrawn') =>
    answer.mutate(
      { params: { id }, body: { state } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(
            t(`privacy.${state}-done`, { name }),
            () => answer.mutateAsync({ params: { id }, body: { state: 'open' } }),
            id,
          ),
      },
    )
  if (request.state === 'scheduled')
    return (
      <div className={classes.act}>
        <Button
          variant="default"
          loading={off.isPending}
          onClick={() => off.mutate({ params: { id } }, { onError: toastProblem })}
        >
          {t('privacy.call-off')}
        </Button>
      </div>
    )
  if (request.keptOut)
    return (
      <div className={classes.act}>
        <OneWay
          label={t('privacy.let-back')}
          text={t('privacy.let-back-text')}
          sure={t('privacy.let-back-do')}
          variant="subtle"
          busy={back.isPending}
          onSure={() => back.mutate({ params: { id } }, { onError: toastProblem })}
        />
      </div>
    )
  if (request.state !== 'open') return null
  return (
    <div className={classes.act}>
      {request.kind === 'erasure' && request.customerId ? (
        <Button component={Link} variant="default" {...({ to: `/customers/${request.customerId}` } as object)}>
          {t('privacy.to-page')}
        </Button>
      ) : (
        request.kind !== 'erasure' && (
          <Button
            variant="default"
            aria-label={t('privacy.answered-of', { name })}
            loading={answer.isPending}
            onClick={() => say('done')}
          >
            {t('privacy.answered')}
          </Button>
        )
      )}
      {request.mayExtend && (
        <Button variant="subtle" aria-label={t('privacy.extend-of', { name })} onClick={() => setAnswering('extend')}>
          {t('privacy.extend')}
        </Button>
      )}
      <Button variant="subtle" aria-label={t('privacy.refuse-of', { name })} onClick={() => setAnswering('refused')}>
        {t('privacy.refuse')}
      </Button>
      <Button variant="subtle" aria-label={t('privacy.withdraw-of', { name })} onClick={() => say('withdrawn')}>
        {t('privacy.withdraw')}
      </Button>
      {answering && <Answering request={request} how={answering} close={() => setAnswering(null)} />}
    </div>
  )
}
