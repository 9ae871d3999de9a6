import { Button } from 'antd'
import { useEffect } from 'react'
import { FACTS } from '../../../shared/application.ts'
import { isPersonalNumber, type RelatedGroup } from '../../../shared/radar/related.ts'
import type { RoundView } from '../../../shared/views.ts'
import { Masked } from '../../ui/Masked.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { openPage } from '../../workspace.ts'
import { loadRadar, useRadar } from './radarStore.ts'
import './radar.css'

/** 关联单位: applicants of one round that share a person, a number, an address or an account. */
export function RelatedPart({ round }: { round: RoundView }) {
  const radar = useRadar()
  useEffect(() => void loadRadar(round.id), [round.id])
  if (radar.state === 'failed') return <Failure message={radar.message} retry={() => void loadRadar(round.id)} />
  if (radar.state !== 'ready') return <Working words="正在比对申报单位…" />
  const { related, compared } = radar.view
  if (compared.applications === 0) {
    return (
      <Nothing words="本批次还没有申报，导入申报汇总表后再看关联单位。">
        <Button onClick={() => openPage('intake')}>去“导入”</Button>
      </Nothing>
    )
  }
  if (related.length === 0) {
    return (
      <Nothing words="不同申报单位之间，法定代表人、联系电话、注册地址、银行账号没有相同的。汇总表缺这些列的，可补列后重新导入。">
        <Button onClick={() => openPage('intake')}>去“导入”</Button>
      </Nothing>
    )
  }
  return (
    <div className="page">
      <section className="card">
        <p className="quiet">
          共 {related.length} 组。关联只作提示，不影响机审结论；是否属于同一事项，请在“疑似重复”中认定。
        </p>
        <table className="plain-table">
          <thead>
            <tr>
              <th>组</th>
              <th>相同之处</th>
              <th>申报编号</th>
              <th>申报单位</th>
            </tr>
          </thead>
          <tbody>
            {related.map((group, at) => (
              <GroupRow
                key={group.members.map(({ applicationNo }) => applicationNo).join()}
                group={group}
                no={at + 1}
              />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function GroupRow({ group: { shares, members }, no }: { group: RelatedGroup; no: number }) {
  const numbers = members
    .map(({ applicationNo }) => applicationNo)
    .join('、')
    .slice(0, 300)
  return (
    <tr>
      <td className="digits">{no}</td>
      <td>
        {shares.map(({ by, value }) => (
          <div key={by}>
            {FACTS[by].label}：{isPersonalNumber(by) ? <Masked value={value} fact={by} of={numbers} /> : value}
          </div>
        ))}
      </td>
      <td className="digits">
        {members.map(({ applicationNo }) => (
          <div key={applicationNo}>{applicationNo}</div>
        ))}
      </td>
      <td>
        {members.map(({ applicationNo, applicant }) => (
          <div key={applicationNo} className="personal">
            {applicant}
          </div>
        ))}
      </td>
    </tr>
  )
}
