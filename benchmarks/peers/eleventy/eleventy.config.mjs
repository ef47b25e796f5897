// Pages of records, each list, each département, and what stands beside them: JSON, calendars, feeds.
export default function (config) {
  config.setQuietMode(true);
  const pages = (api) => api.getFilteredByTag("paged");
  config.addCollection("byDepartement", (api) => {
    const found = new Map();
    for (const page of api.getFilteredByTag("actors")) {
      for (const code of page.data.departements ?? []) {
        if (!found.has(code)) found.set(code, []);
        found.get(code).push(page);
      }
    }
    return [...found].map(([code, structures]) => ({ code, structures }));
  });
  config.addCollection("json", pages);
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "public" },
    markdownTemplateEngine: false,
  };
}
