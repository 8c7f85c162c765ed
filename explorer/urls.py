"""The site's addresses."""

from django.urls import include, path

from explorer.views import claims, compare, episodes, health, home, matrix, topics

urlpatterns = [
    path("", home.home, name="home"),
    path("topics/", topics.topic_list, name="topic-list"),
    path("topics/<slug:slug>/", topics.topic_detail, name="topic-detail"),
    path("compare/", compare.compare, name="compare"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("episodes/", episodes.episode_list, name="episode-list"),
    path("episodes/<slug:slug>/", episodes.episode_detail, name="episode-detail"),
    path("claims/<slug:slug>/", claims.claim_detail, name="claim-detail"),
    path("api/v1/", include("explorer.api.urls")),
    path("healthz", health.healthz, name="healthz"),
]
