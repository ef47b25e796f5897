// Each record as JSON, beside its page.
export const data = {
  pagination: { data: "collections.json", size: 1, alias: "record" },
  permalink: ({ record }) => `${record.url}index.json`,
  eleventyExcludeFromCollections: true,
};
export const render = ({ record }) =>
  JSON.stringify({ titre: record.data.title, adresse: record.url, presentation: record.rawInput, fiche: record.data.params });
