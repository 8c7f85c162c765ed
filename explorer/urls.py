"""URL patterns of the site."""

from django.urls import include, path

from explorer.views import (
    claims,
    compare,
    compass,
    discovery,
    episodes,
    exports,
    health,
    home,
    matrix,
    method,
    search,
    speakers,
    topics,
)
from explorer.views.feeds import ClaimFeed, SpeakerFeed, TopicFeed

urlpatterns = [
    path("", home.home, name="home"),
    path("topics/", topics.topic_list, name="topic-list"),
    path("topics/<slug:slug>/", topics.topic_detail, name="topic-detail"),
    path("compare/", compare.compare, name="compare"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("compass/", compass.compass, name="compass"),
    path("speakers/", speakers.speaker_list, name="speaker-list"),
    path("speakers/<slug:slug>/", speakers.speaker_detail, name="speaker-detail"),
    path("episodes/", episodes.episode_list, name="episode-list"),
    path("episodes/<slug:slug>/", episodes.episode_detail, name="episode-detail"),
    path("claims/<slug:slug>/", claims.claim_detail, name="claim-detail"),
    path("claims/<slug:slug>.jsonld", exports.claim_annotation, name="claim-annotation"),
    path("topics/<slug:slug>.jsonld", exports.topic_annotations, name="topic-annotations"),
    path("topics/<slug:slug>.argdown", exports.topic_argdown, name="topic-argdown"),
    path("sources/<slug:slug>.txt", exports.source_text, name="source-text"),
    path("sources/<slug:slug>.vtt", exports.source_captions, name="source-captions"),
    path("sources/<slug:slug>.chapters.json", exports.source_chapters, name="source-chapters"),
    path("search/", search.search_page, name="search"),
    path("search/suggest/", search.suggestions, name="suggest"),
    path("search/suggest.json", search.suggestions_json, name="suggest-json"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("method/", method.method, name="method"),
    path("feeds/", ClaimFeed(), name="feed-claims"),
    path("feeds/topics/<slug:slug>/", TopicFeed(), name="feed-topic"),
    path("feeds/speakers/<slug:slug>/", SpeakerFeed(), name="feed-speaker"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("robots.txt", discovery.robots, name="robots"),
    path("api/", include("explorer.api.urls")),
    path("", include("explorer.api.pages")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
