import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Keys() {
  return (
    <Page title="Keys">
      <Loading />
    </Page>
  )
}
