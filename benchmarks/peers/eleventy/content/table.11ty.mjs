// Each list as JSON.
export const data = {
  pagination: { data: "sections", size: 1, alias: "section" },
  permalink: ({ section }) => `${section.adresse}index.json`,
  eleventyExcludeFromCollections: true,
};
export const render = ({ section, collections }) =>
  JSON.stringify(
    (collections[section.genre] ?? []).map(({ data: { title, params } }) => ({
      id: params.id, titre: title, resume: params.resume, commune: params.commune, zones: params.zone_eligibilite, telephone: params.telephone,
    })),
  );
