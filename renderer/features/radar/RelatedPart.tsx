import { Nothing } from '../../ui/Notices.tsx'

/** 关联单位: applicants of one round that share a person, a number, an address or an account. */
export function RelatedPart() {
  return <Nothing words="本批次还没有申报，请先导入申报汇总表。" />
}
